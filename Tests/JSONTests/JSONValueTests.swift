import JSON
import Testing

private func parsed(_ text: String) throws -> JSONValue {
    try JSONValue(parsing: Array(text.utf8))
}

struct JSONValueTests {
    @Test(
        arguments: [
            ("0", 0), ("-1", -1), ("9223372036854775807", .max), ("-9223372036854775808", .min),
            ("9223372036854775808", nil), ("-9223372036854775809", nil), ("-0", nil), ("1.0", nil),
            ("1e2", nil), ("100000000000000000000", nil),
        ] as [(String, Int64?)])
    func `values keep integers and tell them from other numbers`(
        _ text: String, _ integer: Int64?
    ) throws {
        let value = try parsed(text)
        #expect(value.integer == integer)
        #expect(String(decoding: value.encoded(), as: UTF8.self) == text)
    }

    @Test(
        arguments: [
            ("1.5", 1.5), ("1e2", 100), ("-0", -0.0), ("0.1", 0.1), ("1E400", nil), ("1e-999", 0),
            ("3", 3), ("18446744073709551616", 18_446_744_073_709_551_616),
        ] as [(String, Double?)])
    func `values give the nearest double`(_ text: String, _ double: Double?) throws {
        #expect(try parsed(text).double == double)
    }

    @Test(arguments: [
        (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (#""\u00e6\u0000\uFFFF""#, "æ\u{0}\u{FFFF}"),
        (#""\uD83D\uDE00 \ud800\udc00""#, "😀 \u{10000}"),
        (#""a\u0301""#, "a\u{301}"),
        ("\"\"", ""),
    ])
    func `values hold strings without escapes`(_ text: String, _ expected: String) throws {
        let string = try #require(try parsed(text).string)
        #expect(Array(string.utf8) == Array(expected.utf8))
    }

    @Test func `values give nil for another type`() {
        let text: JSONValue = "a"
        #expect(text.integer == nil)
        #expect(text.bool == nil)
        #expect(text.array == nil)
        #expect(text.object == nil)
        #expect(text.double == nil)
        #expect(!text.isNull)
        #expect(text["a"] == nil)
        #expect(JSONValue.null.string == nil)
    }

    @Test func `values tell a null member from none`() {
        let value: JSONValue = ["a": nil]
        #expect(value["a"] != nil)
        #expect(value["a"]?.isNull == true)
        #expect(value["b"] == nil)
        #expect(value.object?.contains("a") == true)
        let absent: JSONValue? = nil
        #expect(absent == Optional<JSONValue>.none)
        #expect(value["a"] != value["b"])
    }

    @Test func `values are written as literals`() throws {
        let value: JSONValue = [
            "type": ["string", "null"], "max": 3, "ratio": 0.5, "whole": 1.0, "is": true,
            "none": nil, "inner": ["a": []],
        ]
        let text = """
            {"type":["string","null"],"max":3,"ratio":0.5,"whole":1.0,"is":true,"none":null,\
            "inner":{"a":[]}}
            """
        #expect(String(decoding: value.encoded(), as: UTF8.self) == text)
        #expect(try parsed(text) == value)
        let repeated: JSONValue = ["a": 1, "b": 2, "a": 3]
        #expect(repeated == ["a": 3, "b": 2])
    }

    @Test func `values are equal whatever the order of members`() throws {
        let names = (0..<40).map { "\"k\($0)\":{\"x\":\($0),\"y\":null}" }
        let turned = (0..<40).reversed().map { "\"k\($0)\":{\"y\":null,\"x\":\($0)}" }
        let one = try parsed("{\(names.joined(separator: ","))}")
        let other = try parsed("{\(turned.joined(separator: ","))}")
        #expect(one == other)
        #expect(one.hashValue == other.hashValue)
        #expect(Set([one, other]).count == 1)
    }

    @Test(arguments: [
        ("1", "1.0"), ("1.0", "1.00"), ("0", "-0"), ("0", "false"), ("null", "false"),
        (#"{"a":1}"#, #"{"a":1,"b":1}"#), (#"{"a":1,"b":2}"#, #"{"a":2,"b":1}"#),
        (#"{"a":1}"#, #"{"b":1}"#), ("[1,2]", "[2,1]"), (#"{}"#, "[]"), (#""1""#, "1"),
        (#""\u00e9""#, #""e\u0301""#), (#"{"\u00e9":1}"#, #"{"e\u0301":1}"#),
        (#""a\u0323\u0307""#, #""a\u0307\u0323""#),
    ])
    func `values differ`(_ one: String, _ other: String) throws {
        #expect(try parsed(one) != parsed(other))
    }
}

struct JSONObjectTests {
    @Test func `objects keep members in order and each name once`() {
        var object = JSONObject()
        object["b"] = 1
        object["a"] = 2
        object["b"] = 3
        object["\u{E9}"] = 4
        object["e\u{301}"] = 5
        #expect(
            object.members.map(\.key).map { Array($0.utf8) } == [
                Array("b".utf8), Array("a".utf8), [0xC3, 0xA9], [0x65, 0xCC, 0x81],
            ])
        #expect(object["b"] == 3)
        object["a"] = nil
        object["absent"] = nil
        #expect(object.count == 3)
        object["b"] = .some(.null)
        #expect(object["b"]?.isNull == true)
    }
}
