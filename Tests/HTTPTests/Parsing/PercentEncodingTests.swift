import Testing

@testable import HTTP

struct PercentEncodingTests {
    private static func decode(_ text: String, plusIsSpace: Bool = false) -> String? {
        Array(text.utf8).withUnsafeBytes {
            PercentEncoding.decode($0, plusIsSpace: plusIsSpace)
        }.map { String(decoding: $0, as: UTF8.self) }
    }

    @Test(arguments: [
        ("", ""), ("a", "a"), ("%41", "A"), ("%c3%A6", "æ"), ("%2541", "%41"), ("a+b", "a+b"),
        ("%2B%20", "+ "),
    ])
    func `escapes are decoded once`(text: String, decoded: String) {
        #expect(Self.decode(text) == decoded)
    }

    @Test(arguments: ["%", "a%", "%4", "%4x", "%x4", "%%41", "% 1", "%+1"])
    func `a malformed escape is refused`(text: String) {
        #expect(Self.decode(text) == nil)
    }

    @Test func `a plus is a space in a form`() {
        #expect(Self.decode("a+b%2B", plusIsSpace: true) == "a b+")
    }

    @Test func `a path is encoded so that it decodes to itself`() {
        let path = "/a b/æ/%41/?#;\u{1}~"
        let encoded = PercentEncoding.encode(path: path)
        #expect(encoded == "/a%20b/%C3%A6/%2541/%3F%23%3B%01~")
        #expect(Self.decode(encoded) == path)
    }
}
