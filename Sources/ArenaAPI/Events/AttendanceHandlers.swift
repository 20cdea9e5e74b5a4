import ArenaCore
import HTTP
import JSON

enum AttendanceHandlers {
    static func list(_ call: Call) throws(Refusal) -> HTTPResponse {
        let event = try call.event(in: call.view)
        let after = call.query.timestamp("updatedAfter")
        let attendances = call.view.attendances(of: event).filter { attendance in
            after.map { $0 < attendance.updatedAt } ?? true
        }
        let page = Page(call.page, sorting: attendances) { attendance in
            call.page.position(attendance.id) { field in
                (field == .updatedAt ? attendance.updatedAt : attendance.createdAt).sortingKey
            }
        }
        return call.list(page) { call.view.write($0, to: &$1) }
    }

    static func get(_ call: Call) throws(Refusal) -> HTTPResponse {
        answer(call, try call.attendance(in: call.view).attendance, call.view)
    }

    static func put(_ call: Call, _ body: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let event = try call.event(in: write.view)
            let organisation = try call.organisation(in: write.view).id
            let old = write.view.attendance(of: event, by: organisation)
            try call.checkIfMatch(old?.revision)
            let read = try old.map { (old) throws(Refusal) in
                let view = write.view
                return try reread { view.write(old, to: &$0) }
            }
            try JSONShape.attendance.check(body, in: write.view, current: read)
            let attendance = try write.attend(event, as: organisation, persons: persons(body))
            return (attendance, wasThere: old != nil)
        } answer: { put, view in
            answer(call, put.0, view, put.wasThere ? .ok : .created)
        }
    }

    static func remove(_ call: Call, _: JSONValue) throws(Refusal) -> HTTPAnswer {
        call.write { (write: inout Write) throws(Refusal) in
            let (attendance, event) = try call.attendance(in: write.view)
            try call.checkIfMatch(attendance.revision)
            try write.remove(attendance, from: event)
        } answer: { _, _ in
            call.done()
        }
    }

    static func persons(_ body: JSONValue) -> Int { Int(body["persons"]?.integer ?? 1) }

    private static func answer(
        _ call: Call, _ attendance: Attendance, _ view: View, _ status: HTTPStatus = .ok
    ) -> HTTPResponse {
        let location = "/v1/events/\(attendance.event)/attendees/\(attendance.organisation)"
        return call.resource(
            status: status, revision: attendance.revision,
            location: status == .created ? location : nil
        ) { view.write(attendance, to: &$0) }
    }
}
