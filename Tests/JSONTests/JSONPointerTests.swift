import JSON
import Testing

struct JSONPointerTests {
    /// The document and the tables of RFC 6901 §5 and §6.
    static let document: JSONValue = [
        "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "e^f": 3, "g|h": 4, "i\\j": 5,
        "k\"l": 6, " ": 7, "m~n": 8,
    ]

    @Test(
        arguments: [
            ("", "#", document), ("/foo", "#/foo", ["bar", "baz"]), ("/foo/0", "#/foo/0", "bar"),
            ("/", "#/", 0), ("/a~1b", "#/a~1b", 1), ("/c%d", "#/c%25d", 2),
            ("/e^f", "#/e%5Ef", 3), ("/g|h", "#/g%7Ch", 4), ("/i\\j", "#/i%5Cj", 5),
            ("/k\"l", "#/k%22l", 6), ("/ ", "#/%20", 7), ("/m~0n", "#/m~0n", 8),
        ] as [(String, String, JSONValue)])
    func `pointers name places`(_ path: String, _ fragment: String, _ value: JSONValue) throws {
        let pointer = try #require(JSONPointer(path))
        #expect(pointer.fragment == fragment)
        #expect(pointer.description == path)
        #expect(Self.document[pointer] == value)
    }

    @Test(arguments: ["/foo/2", "/foo/-", "/foo/00", "/foo/-1", "/foo/x", "/bar", "/foo/0/a"])
    func `pointers name no place`(_ path: String) throws {
        #expect(Self.document[try #require(JSONPointer(path))] == nil)
    }

    @Test(arguments: ["a", "#/a", "/~", "/~2", "/a~/b"])
    func `pointers are refused`(_ path: String) {
        #expect(JSONPointer(path) == nil)
    }

    @Test func `pointers grow by names and indexes`() {
        let pointer = JSONPointer.root.appending("a/b").appending(0).appending("m~n")
            .appending("ø").appending("\u{301}").appending("")
        #expect(pointer.path == "/a~1b/0/m~0n/ø/\u{301}/")
        #expect(pointer.fragment == "#/a~1b/0/m~0n/%C3%B8/%CC%81/")
        #expect(pointer.tokens == ["a/b", "0", "m~n", "ø", "\u{301}", ""])
        #expect(JSONPointer.root.tokens.isEmpty)
    }
}
