import Testing

@testable import HTTP

struct HTTPTargetTests {
    private static func head(
        _ target: String, method: String = "GET"
    ) throws(HTTPRefusal) -> HTTPRequestHead {
        try HTTPRequestHead.parsing("\(method) \(target) HTTP/1.1\r\nHost: a\r\n\r\n")
    }

    @Test(arguments: [
        ("/", []), ("/a", ["a"]), ("/a/", ["a", ""]), ("//a", ["", "a"]), ("/a%2Eb", ["a.b"]),
        ("/...", ["..."]), ("/.a/b.", [".a", "b."]), ("/a%25", ["a%"]), ("/%2500", ["%00"]),
        ("/a+b", ["a+b"]), ("/%C3%A5", ["å"]), ("/a;b=c,d@:!$&'()*", ["a;b=c,d@:!$&'()*"]),
        ("http://b", []), ("HTTP://b/", []), ("https://b:80?q", []), ("http://b/c", ["c"]),
    ])
    func `a path is decoded once`(target: String, segments: [String]) throws {
        #expect(try Self.head(target).pathSegments == segments)
    }

    @Test(arguments: [
        "/a/../b", "/..", "/.", "/a/.", "/./a", "/%2e%2E/b", "/%2e", "/.%2e/x", "http://b/..",
        "/a%2Fb", "/a%2fb", "/%00", "/a%", "/a%4", "/a%4g", "/%FF", "/%C3", "/%ED%A0%80",
        "/\"", "/<a>", "/a\\b", "/a\u{E5}", "/?\"", "/?a%", "/?%00", "/?%FF", "/?a#b", "/#a",
        "http://b:x/", "http://[::1/", "http://a b/", "//a:80:80/..",
    ])
    func `a path that another could read otherwise is refused`(target: String) {
        #expect(throws: HTTPRefusal.self) { try Self.head(target) }
    }

    @Test func `the server as a whole is asked by a star`() throws {
        for target in ["*", "http://b"] {
            let head = try Self.head(target, method: "OPTIONS")
            #expect(head.isAsterisk)
            #expect(head.rawPath == "*")
            #expect(head.pathSegments == [])
        }
        #expect(try Self.head("/", method: "OPTIONS").isAsterisk == false)
    }

    @Test func `the authority of the target wins over Host`() throws {
        #expect(try Self.head("http://b:8080/").host == "b:8080")
        #expect(try Self.head("/").host == "a")
    }

    @Test func `the query is told apart from the path`() throws {
        #expect(try Self.head("/a").rawQuery == nil)
        #expect(try Self.head("/a?").rawQuery == "")
        #expect(try Self.head("/a?b?c/d").rawQuery == "b?c/d")
        #expect(try Self.head("/a?b?c/d").rawPath == "/a")
        #expect(try Self.head("http://b?q").rawPath == "/")
        #expect(try Self.head("http://b?q").rawQuery == "q")
    }
}
