import JSON
import Testing

private struct Record: Equatable {
    var id = ""
    var n: Int64 = 0
    var list: [String] = []
    var x: String?

    init(id: String = "", n: Int64 = 0, list: [String] = [], x: String? = nil) {
        (self.id, self.n, self.list, self.x) = (id, n, list, x)
    }

    init(from cursor: inout JSONCursor) throws(JSONSyntaxError) {
        try cursor.beginObject()
        while let key = try cursor.nextKey() {
            switch key {
            case "id": id = try cursor.string()
            case "n": n = try cursor.integer()
            case "list":
                try cursor.beginArray()
                while try cursor.nextElement() { list.append(try cursor.string()) }
            case "x": x = try cursor.stringOrNull()
            default: try cursor.skipValue()
            }
        }
    }
}

private func read<Output>(
    _ text: String, _ body: (inout JSONCursor) throws(JSONSyntaxError) -> Output
) throws(JSONSyntaxError) -> Output {
    try JSONCursor.read(Array(text.utf8), body)
}

private func reason(
    _ text: String, _ body: (inout JSONCursor) throws(JSONSyntaxError) -> Void
) -> JSONSyntaxError.Reason? {
    do throws(JSONSyntaxError) {
        try read(text, body)
        return nil
    } catch {
        return error.reason
    }
}

struct JSONCursorTests {
    @Test(arguments: [
        (#"{"id":"i","n":1,"list":["a"],"x":null}"#, Record(id: "i", n: 1, list: ["a"])),
        (#" { "x" : "y" , "list" : [ ] , "n" : -2 } "#, Record(n: -2, x: "y")),
        (#"{"other":{"id":[1,{"n":2}]},"id":"\u0061"}"#, Record(id: "a")),
        (#"{"\u0069d":"escaped name"}"#, Record(id: "escaped name")),
        ("{}", Record()),
    ])
    private func `the cursor reads records`(_ text: String, _ expected: Record) throws {
        let record = try read(text) { cursor throws(JSONSyntaxError) in
            let record = try Record(from: &cursor)
            try cursor.finish()
            return record
        }
        #expect(record == expected)
    }

    @Test func `the cursor reads lines one after the other`() throws {
        let ids = try read("{\"id\":\"a\"}\n{\"id\":\"b\"}\n") { cursor throws(JSONSyntaxError) in
            [try Record(from: &cursor).id, try Record(from: &cursor).id]
        }
        #expect(ids == ["a", "b"])
    }

    @Test func `the cursor reads scalars`() throws {
        try read(#"[1, -2.5, true, false, null, null, 5, "s", "t", 1e2]"#) {
            cursor throws(JSONSyntaxError) in
            try cursor.beginArray()
            _ = try cursor.nextElement()
            #expect(try cursor.integer() == 1)
            _ = try cursor.nextElement()
            #expect(try cursor.double() == -2.5)
            _ = try cursor.nextElement()
            #expect(try cursor.bool())
            _ = try cursor.nextElement()
            #expect(try !cursor.bool())
            _ = try cursor.nextElement()
            #expect(try cursor.null())
            _ = try cursor.nextElement()
            #expect(try cursor.integerOrNull() == nil)
            _ = try cursor.nextElement()
            #expect(try !cursor.null())
            #expect(try cursor.integerOrNull() == 5)
            _ = try cursor.nextElement()
            #expect(try cursor.kind() == .string)
            #expect(try cursor.text() == "s")
            _ = try cursor.nextElement()
            #expect(try cursor.stringOrNull() == "t")
            _ = try cursor.nextElement()
            #expect(try cursor.value().double == 100)
            #expect(try !cursor.nextElement())
            try cursor.finish()
        }
    }

    @Test func `the cursor gives the bytes of a value`() throws {
        let text = try read(#"{"a" : {"b": [1, 2]} , "c":1}"#) { cursor throws(JSONSyntaxError) in
            try cursor.beginObject()
            _ = try cursor.nextKey()
            return String(decoding: try cursor.rawValue(), as: UTF8.self)
        }
        #expect(text == #"{"b": [1, 2]}"#)
    }

    @Test(
        arguments: [
            ("1", .string, .unexpectedByte(0x31)), ("null", .string, .unexpectedByte(0x6E)),
            ("[]", .object, .unexpectedByte(0x5B)), ("{}", .array, .unexpectedByte(0x7B)),
            ("{}", .number, .unexpectedByte(0x7B)), ("1", .bool, .unexpectedByte(0x31)),
            ("1.0", .number, .invalidNumber), ("9223372036854775808", .number, .invalidNumber),
            ("1 2", .number, .trailingContent), (" ", .bool, .empty),
        ] as [(String, JSONKind, JSONSyntaxError.Reason)])
    func `the cursor refuses another type than expected`(
        _ text: String, _ kind: JSONKind, _ expected: JSONSyntaxError.Reason
    ) {
        let found = reason(text) { cursor throws(JSONSyntaxError) in
            switch kind {
            case .string: _ = try cursor.string()
            case .object: try cursor.beginObject()
            case .array: try cursor.beginArray()
            case .number: _ = try cursor.integer()
            case .bool: _ = try cursor.bool()
            case .null: _ = try cursor.null()
            }
            try cursor.finish()
        }
        #expect(found == expected)
    }

    @Test func `the cursor refuses doubles beyond the range`() {
        let found = reason("1e999") { cursor throws(JSONSyntaxError) in
            _ = try cursor.double()
        }
        #expect(found == .invalidNumber)
    }

    @Test func `the cursor does not trap when it is used out of turn`() {
        #expect(reason("{}") { c throws(JSONSyntaxError) in _ = try c.nextKey() } != nil)
        #expect(reason("[]") { c throws(JSONSyntaxError) in _ = try c.nextElement() } != nil)
        #expect(reason("") { c throws(JSONSyntaxError) in _ = try c.nextKey() } == .empty)
        #expect(
            reason("[1,2]") { c throws(JSONSyntaxError) in
                try c.beginArray()
                _ = try c.nextKey()
            } != nil)
        #expect(
            reason(#"{"a":1}"#) { c throws(JSONSyntaxError) in
                try c.beginObject()
                _ = try c.nextKey()
                _ = try c.nextKey()
            } != nil)
    }

    @Test func `the cursor refuses names that occur twice`() {
        let text = #"{"id":"a","n":1,"\u0069d":"b"}"#
        #expect(
            reason(text) { c throws(JSONSyntaxError) in _ = try Record(from: &c) }
                == .duplicateKey("id"))
    }

    @Test func `the cursor says where it stands`() throws {
        let paths = try read(#"{"a":[1,{"b":2}],"c":3}"#) { cursor throws(JSONSyntaxError) in
            var paths = [cursor.pointer.path]
            try cursor.beginObject()
            _ = try cursor.nextKey()
            try cursor.beginArray()
            _ = try cursor.nextElement()
            paths.append(cursor.pointer.path)
            try cursor.skipValue()
            _ = try cursor.nextElement()
            try cursor.beginObject()
            _ = try cursor.nextKey()
            paths.append(cursor.fault(.invalidNumber).pointer.path)
            try cursor.skipValue()
            _ = try cursor.nextKey()
            _ = try cursor.nextElement()
            paths.append(cursor.pointer.path)
            _ = try cursor.nextKey()
            paths.append(cursor.pointer.path)
            return paths
        }
        #expect(paths == ["", "/a/0", "/a/1/b", "/a", "/c"])
    }

    @Test func `the cursor compares names without copying them`() throws {
        try read(#"["abc","\u0061bc",""]"#) { cursor throws(JSONSyntaxError) in
            try cursor.beginArray()
            for _ in 0..<2 {
                _ = try cursor.nextElement()
                let text = try cursor.text()
                #expect(text == "abc")
                #expect(!(text == "abd"))
                #expect(!(text == "ab"))
                #expect(text.string == "abc")
            }
            _ = try cursor.nextElement()
            let empty = try cursor.text()
            #expect(empty == "")
            #expect(empty.string.isEmpty)
        }
    }
}
