import ArenaCore
import HTTP
import JSON

enum AdoptionHandlers {
    static func list(_ call: Call) throws(Refusal) -> HTTPResponse {
        let post = try call.post(in: call.view)
        let after = call.query.timestamp("updatedAfter")
        let adoptions = call.view.adoptions(of: post).filter { adoption in
            after.map { $0 < adoption.updatedAt } ?? true
        }
        let page = Page(call.page, sorting: adoptions) { adoption in
            call.page.position(adoption.id) { field in
                (field == .updatedAt ? adoption.updatedAt : adoption.createdAt).sortingKey
            }
        }
        return call.list(page) { call.view.write($0, to: &$1) }
    }

    static func get(_ call: Call) throws(Refusal) -> HTTPResponse {
        answer(call, try call.adoption(in: call.view).adoption, call.view)
    }

    static func put(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let post = try call.post(in: write.view)
            let organisation = try call.organisation(in: write.view)
            let old = write.view.adoption(of: post, by: organisation.id)
            try call.checkIfMatch(old?.revision)
            try check(body, against: old, write.view)
            let adoption = try write.adopt(
                post, as: organisation.id, content(body, write.view))
            return (adoption, wasThere: old != nil)
        } answer: { put, view in
            answer(call, put.0, view, put.wasThere ? .ok : .created)
        }
    }

    static func withdraw(_ call: Call, _: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let (adoption, post) = try call.adoption(in: write.view)
            try call.checkIfMatch(adoption.revision)
            try write.withdraw(adoption, on: post)
        } answer: { _, _ in
            call.done()
        }
    }

    private static func answer(
        _ call: Call, _ adoption: Adoption, _ view: View, _ status: HTTPStatus = .ok
    ) -> HTTPResponse {
        let location = "/v1/posts/\(adoption.post)/adoptions/\(adoption.organisation)"
        return call.resource(
            status: status, revision: adoption.revision,
            location: status == .created ? location : nil
        ) { view.write(adoption, to: &$0) }
    }

    private static func check(_ body: JSONValue, against old: Adoption?, _ view: View)
        throws(Refusal)
    {
        let read = try old.map { (old) throws(Refusal) in
            try reread { view.write(old, to: &$0) }
        }
        try JSONShape.adoption.check(body, in: view, current: read)
    }

    static func content(_ body: JSONValue, _ view: View)
        throws(Refusal) -> Adoption.Content
    {
        var reader = FieldReader(body, view)
        var content = Adoption.Content(kind: reader.choice("kind") ?? .inspired)
        content.state = reader.choice("state") ?? .planned
        content.implementedAt = reader.date("implementedAt")
        content.values = reader.texts("values")
        content.note = reader.text("note")
        if let result = reader.object("resultingPost") {
            content.resultingPost = reader.post(result, at: "/resultingPost")
        }
        try reader.finish()
        return content
    }
}
