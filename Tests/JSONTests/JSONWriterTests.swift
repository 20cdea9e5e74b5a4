import JSON
import Testing

private func written(_ write: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter(capacity: 16)
    write(&writer)
    return String(decoding: writer.bytes, as: UTF8.self)
}

struct JSONWriterTests {
    @Test func `the writer puts commas where they belong`() {
        let text = written { json in
            json.beginObject()
            json.member("id", "a")
            json.key("list")
            json.beginArray()
            json.integer(1)
            json.beginArray()
            json.endArray()
            json.beginObject()
            json.endObject()
            json.null()
            json.bool(true)
            json.number(2.5)
            json.quoted(upTo: 3) { $0.append(UInt8(ascii: "q")) }
            json.quoted("r")
            json.raw(Array("{}".utf8))
            json.value(["x": [1, 2]])
            json.endArray()
            let name = "na\"me"
            json.key(name)
            json.string("v")
            json.endObject()
            json.newline()
            json.string("next")
        }
        #expect(
            text == #"{"id":"a","list":[1,[],{},null,true,2.5,"q","r",{},{"x":[1,2]}],"#
                + #""na\"me":"v"}"# + "\n\"next\"")
    }

    @Test func `the writer writes members of every type`() {
        let text = written { json in
            json.beginObject()
            json.member("a", "x")
            json.member("b", String?.none)
            json.member("c", 1)
            json.member("d", UInt8?.some(2))
            json.member("e", Int?.none)
            json.member("f", false)
            json.member("g", Bool?.none)
            json.member("h", 0.5)
            json.member("i", Double?.none)
            json.rawMember("j", Array("[1]".utf8))
            json.member("k", JSONValue.string("y"))
            json.member("l", UInt64.max)
            json.endObject()
        }
        #expect(
            text == """
                {"a":"x","b":null,"c":1,"d":2,"e":null,"f":false,"g":null,"h":0.5,"i":null,\
                "j":[1],"k":"y","l":18446744073709551615}
                """)
    }

    @Test func `the writer begins anew`() {
        var writer = JSONWriter()
        writer.integer(1)
        writer.removeAll()
        writer.integer(2)
        #expect(writer.bytes == Array("2".utf8))
    }

    @Test(arguments: [
        ("", #""""#), ("plain", #""plain""#), ("\"", #""\"""#), ("\\", #""\\""#),
        ("/\u{7F}\u{80}\u{2028}", "\"/\u{7F}\u{80}\u{2028}\""),
        ("\u{0}\u{1}\u{1F}", #""\u0000\u0001\u001f""#), ("\u{8}\t\n\u{C}\r", #""\b\t\n\f\r""#),
        ("12345678\"", #""12345678\"""#), ("1234567\"89", #""1234567\"89""#),
        ("\"\"\"\"\"\"\"\"\"", #""\"\"\"\"\"\"\"\"\"""#), ("blåbær\næ", #""blåbær\næ""#),
        ("\r\n", #""\r\n""#),
    ])
    func `the writer escapes only what must be`(_ text: String, _ expected: String) {
        #expect(written { $0.string(text) } == expected)
    }

    @Test func `the writer escapes every control character at every place of a word`() throws {
        for code in UInt8(0)..<0x20 {
            for place in 0..<18 {
                var bytes = Array("abcdefghijklmnopqr".utf8)
                bytes[place] = code
                let text = String(decoding: bytes, as: UTF8.self)
                var writer = JSONWriter()
                writer.string(text)
                #expect(!writer.bytes.contains { $0 < 0x20 })
                #expect(try JSONValue(parsing: writer.bytes) == .string(text))
            }
        }
    }

    @Test(
        arguments: [
            (0, "0"), (7, "7"), (-1, "-1"), (10, "10"), (1_234_567_890, "1234567890"),
            (.max, "9223372036854775807"), (.min, "-9223372036854775808"),
        ] as [(Int64, String)])
    func `the writer writes integers`(_ value: Int64, _ expected: String) {
        #expect(written { $0.integer(value) } == expected)
    }

    @Test(
        arguments: [
            (0, "0"), (-0.0, "-0"), (1, "1"), (0.1, "0.1"), (-2.5, "-2.5"), (100, "100"),
            (1e21, "1e+21"), (.leastNonzeroMagnitude, "5e-324"),
            (.greatestFiniteMagnitude, "1.7976931348623157e+308"),
            (.infinity, "null"), (.nan, "null"), (0.1 + 0.2, "0.30000000000000004"),
        ] as [(Double, String)])
    func `the writer writes the shortest doubles`(_ value: Double, _ expected: String) throws {
        let text = written { $0.number(value) }
        #expect(text == expected)
        #expect(try JSONValue(parsing: Array(text.utf8)).double == (value.isFinite ? value : nil))
    }
}

extension JSONWriterTests {
    @Test func `the writer goes back to a place and on from there`() {
        var json = JSONWriter(capacity: 0)
        json.integer(1)
        json.newline()
        let line = json.place
        json.beginObject()
        json.member("a", 1)
        let member = json.place
        json.member("b", "two")
        #expect(json.withBytes(from: member.count) { $0.elementsEqual(#","b":"two""#.utf8) })
        json.goBack(to: member)
        json.member("c", 3)
        json.endObject()
        #expect(json.bytes == Array("1\n{\"a\":1,\"c\":3}".utf8))
        json.goBack(to: line)
        json.null()
        #expect(json.count == 6)
        #expect(json.finish() == Array("1\nnull".utf8))
        json.bool(true)
        #expect(json.finish() == Array("true".utf8))
    }

    @Test func `the writer grows by what does not fit`() {
        for count in [0, 1, 7, 8, 9, 100, 5000] {
            let text = String(repeating: "å", count: count)
            for capacity in [0, 1, 16, 4096] {
                var json = JSONWriter(capacity: capacity)
                json.beginArray()
                json.string(text)
                json.string(text + "\n")
                json.raw(text.utf8.map { _ in UInt8(ascii: "1") } + [UInt8(ascii: "2")])
                json.endArray()
                let ones = String(repeating: "1", count: 2 * count) + "2"
                #expect(json.finish() == Array("[\"\(text)\",\"\(text)\\n\",\(ones)]".utf8))
            }
        }
    }
}
