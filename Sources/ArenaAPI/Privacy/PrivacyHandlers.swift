import ArenaCore
import HTTP
import JSON

/// What is kept of someone, and taking it away (CONVENTIONS §18).
enum PrivacyHandlers {
    /// Of an organisation for itself and admins; of an address, wherever it stands, for admins.
    static func export(_ call: Call) throws(Refusal) -> HTTPResponse {
        let email = call.query.first("email")
        guard (email == nil) != (call.query.first("organisation") == nil) else {
            return call.response(
                Problem(.invalidParameter, parameter: "email", "email-or-organisation"))
        }
        if let email {
            guard call.viewer.isAdmin else { throw Refusal(.notAllowed) }
            if !email.contains("@") {
                return call.response(
                    Problem(.invalidParameter, parameter: "email", "not-a-mailbox"))
            }
            call.view.noteReadingOfAll()
            return call.lines(made: ExportLines(call, holding: email))
        }
        guard let id = call.query.organisation(call.view), call.view.seesPrivate(of: id) else {
            throw Refusal(call.viewer.isAdmin ? .notFound : .notAllowed)
        }
        guard let organisation = call.view.organisation(id) else { throw Refusal(.notFound) }
        call.view.noteReadingOfAll()
        return call.lines(
            made: ExportLines(call, ExportWalk(call.view.seen(by: call.viewer), of: organisation)))
    }

    static func erase(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        try JSONShape.contactErasure.check(body, in: call.view)
        let email = body["email"]?.string ?? ""
        return call.write(triesOnly: body["dryRun"]?.bool ?? false) {
            (write: inout Write) throws(Refusal) in
            try write.eraseContact(email)
        } answer: { erased, view in
            call.document { json in
                json.beginObject()
                json.key("organisations")
                view.writeReferences(erased, to: &json)
                json.endObject()
            }
        }
    }
}

extension Query {
    fileprivate func organisation(_ view: View) -> ID<Organisation>? {
        let text = first("organisation")
        return text == "me" ? view.viewer.organisation : text.flatMap { ID($0) }
    }
}

extension JSONShape {
    static let contactErasure = JSONShape(
        "ContactErasure", "Whose address is to go.",
        [
            JSONField(
                "email", .mailbox, required: true, "The address.",
                example: "kari.nordmann@example.org"),
            JSONField("dryRun", .bool, "Whether to tell only what would be erased."),
        ])

    static let contactErased = JSONShape(
        "ContactErased", "Where the address was the contact, and is no more.",
        [
            JSONField(
                "organisations", .list(.reference(to: "Organisation"), max: .max, unique: true),
                readOnly: true, "Whose contact it was.")
        ])
}
