import JSON
import Testing

/// RFC 8259 §2–§8, case by case, for the tree and for the cursor.
struct JSONValueParsingTests {
    @Test(
        arguments: [
            JSONCase.acceptedStructures, JSONCase.acceptedNumbers, JSONCase.acceptedStrings,
            JSONCase.acceptedSequences,
        ].joined())
    func `texts are read and survive a round trip`(_ text: JSONCase) throws {
        let value = try JSONValue(parsing: text.bytes)
        let encoded = value.encoded()
        #expect(try JSONValue(parsing: encoded) == value)
        #expect(try JSONValue(parsing: encoded).encoded() == encoded)
        try JSONCursor.read(text.bytes) { cursor throws(JSONSyntaxError) in
            try cursor.skipValue()
            try cursor.finish()
        }
    }

    @Test(
        arguments: [
            JSONCase.refusedStructures, JSONCase.refusedContainers, JSONCase.refusedNumbers,
            JSONCase.refusedStrings, JSONCase.refusedSequences, JSONCase.refusedEncodings,
        ].joined())
    func `texts are refused`(_ text: JSONCase) throws {
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONValue(parsing: text.bytes)
        }
        #expect((0...text.bytes.count).contains(try #require(error).offset))
        let skipError = #expect(throws: JSONSyntaxError.self) {
            try JSONCursor.read(text.bytes) { cursor throws(JSONSyntaxError) in
                try cursor.skipValue()
                try cursor.finish()
            }
        }
        #expect(skipError == error)
    }

    @Test func `texts have names that differ`() {
        let cases = [
            JSONCase.acceptedStructures, JSONCase.acceptedNumbers, JSONCase.acceptedStrings,
            JSONCase.acceptedSequences, JSONCase.refusedStructures, JSONCase.refusedContainers,
            JSONCase.refusedNumbers, JSONCase.refusedStrings, JSONCase.refusedSequences,
            JSONCase.refusedEncodings,
        ].flatMap { $0 }
        #expect(Set(cases.map(\.name)).count == cases.count)
    }

    @Test(
        arguments: [
            (#""#, 0, "", .empty),
            (" \n", 2, "", .empty),
            (#"{"a":1,"a":2}"#, 7, "/a", .duplicateKey("a")),
            (#"{"b":[0,{"a":1,"\u0061":2}]}"#, 15, "/b/1/a", .duplicateKey("a")),
            (#"{"a":{"b":[1,x]}}"#, 13, "/a/b/1", .unexpectedByte(0x78)),
            (#"{"a":1 "b":2}"#, 7, "", .unexpectedByte(0x22)),
            (#"{"a":[1 2]}"#, 8, "/a", .unexpectedByte(0x32)),
            (#"{"a":1,b}"#, 7, "", .unexpectedByte(0x62)),
            (#"[1,2"#, 4, "", .unexpectedEnd),
            (#"["abc"#, 5, "/0", .unexpectedEnd),
            (#"["\uD800"]"#, 2, "/0", .loneSurrogate),
            (#"["ab\q"]"#, 4, "/0", .invalidEscape),
            ("[\"ab\n\"]", 4, "/0", .controlCharacter),
            (#"[01]"#, 1, "/0", .invalidNumber),
            (#"[1.]"#, 3, "/0", .invalidNumber),
            (#"{"a/b~":[]} x"#, 12, "", .trailingContent),
            (#"{"a/b~":q}"#, 8, "/a~1b~0", .unexpectedByte(0x71)),
        ] as [(String, Int, String, JSONSyntaxError.Reason)])
    func `texts say where and why they are refused`(
        _ text: String, _ offset: Int, _ path: String, _ reason: JSONSyntaxError.Reason
    ) {
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONValue(parsing: Array(text.utf8))
        }
        #expect(error?.offset == offset)
        #expect(error?.pointer.path == path)
        #expect(error?.reason == reason)
    }

    @Test func `texts that are no UTF-8 say at which byte`() {
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONValue(parsing: [0x5B, 0x22, 0xC3, 0xA6, 0xC3, 0x22, 0x5D])
        }
        #expect(error?.offset == 4)
        #expect(error?.reason == .invalidUTF8)
        #expect(error?.description == "byte 4, #/0: the bytes are not UTF-8")
    }

    @Test(arguments: ["[", "{\"a\":", "[[],", "{\"\":[{\"b\":"])
    func `texts that nest without end are refused`(_ opening: String) {
        let bytes = Array(String(repeating: opening, count: 100_000).utf8)
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONValue(
                parsing: bytes, limits: JSONLimits(depthMax: .max, bytesMax: .max))
        }
        #expect(error?.reason == .tooDeep)
    }

    @Test func `texts nest to the limit and no deeper`() throws {
        func nested(_ depth: Int) -> [UInt8] {
            Array(
                (String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        _ = try JSONValue(parsing: nested(32))
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONValue(parsing: nested(33))
        }
        #expect(error?.reason == .tooDeep)
        #expect(error?.offset == 32)
        #expect(try JSONValue(parsing: [0x31], limits: JSONLimits(depthMax: 0)) == 1)
    }

    @Test func `texts are as long as the limit and no longer`() throws {
        let limits = JSONLimits(bytesMax: 4)
        #expect(try JSONValue(parsing: Array("1234".utf8), limits: limits) == 1234)
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONValue(parsing: Array("12345".utf8), limits: limits)
        }
        #expect(error?.reason == .tooLarge)
    }

    @Test func `texts of many members keep them apart`() throws {
        let members = (0..<5000).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        let object = try JSONValue(parsing: Array("{\(members)}".utf8))
        #expect(object.object?.count == 5000)
        #expect(object["k4999"] == 4999)
        for repeated in [0, 15, 16, 17, 4999] {
            let error = #expect(throws: JSONSyntaxError.self) {
                try JSONValue(parsing: Array("{\(members),\"\\u006b\(repeated)\":0}".utf8))
            }
            #expect(error?.reason == .duplicateKey("k\(repeated)"))
        }
    }

    @Test func `texts of many members nest in each other`() throws {
        let members = (0..<20).map { "\"k\($0)\":\($0)" }.joined(separator: ",")
        let text = "{\(members),\"a\":{\(members)},\"b\":[{\(members)},{\(members)}],\"c\":{}}"
        #expect(try JSONValue(parsing: Array(text.utf8))["b"]?.array?.count == 2)
        let twice = "{\(members),\"a\":{\(members)},\"k3\":0}"
        let error = #expect(throws: JSONSyntaxError.self) {
            try JSONValue(parsing: Array(twice.utf8))
        }
        #expect(error?.reason == .duplicateKey("k3"))
    }

    @Test func `texts cut anywhere are refused`() throws {
        let whole = Array(#"{"a":[1,-2.5e3,"æ\u00e6\uD83D\uDE00",true,null,{}]}"#.utf8)
        _ = try JSONValue(parsing: whole)
        for count in whole.indices {
            #expect(throws: JSONSyntaxError.self) { try JSONValue(parsing: whole[..<count]) }
        }
    }
}
