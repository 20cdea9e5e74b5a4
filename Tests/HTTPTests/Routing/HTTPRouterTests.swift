import HTTP
import Testing

struct HTTPRouterTests {
    private static let router = HTTPRouter<String>([
        (.get, "/", "root"),
        (.get, "/v1/arenas", "arenas"),
        (.post, "/v1/arenas", "create"),
        (.get, "/v1/arenas/{arena}", "arena"),
        (.patch, "/v1/arenas/{arena}", "change"),
        (.get, "/v1/arenas/mine", "mine"),
        (.delete, "/v1/arenas/{id}/posts/{post}", "delete"),
        (.get, "/v1/arenas/{id}/posts/{post}", "post"),
        (.get, "/v1/arenas/mine/feeds", "feeds"),
        (.get, "/files/", "files"),
        (.get, "/feeds/{event}.ics", "calendar"),
        (.get, "/feeds/{event}.old.ics", "old"),
        (.get, "/feeds/{name}", "feed"),
        (.get, "/v1/arenas", "never"),
    ])

    private static func match(_ method: String, _ path: String) throws -> HTTPRouteMatch<String> {
        router.match(
            try HTTPRequestHead.parsing("\(method) \(path) HTTP/1.1\r\nHost: a\r\n\r\n"))
    }

    @Test(arguments: [
        ("GET", "/", "root"), ("GET", "/?q", "root"), ("HEAD", "/v1/arenas", "arenas"),
        ("POST", "/v1/arenas", "create"), ("GET", "/v1/arenas/x", "arena"),
        ("GET", "/v1/arenas/mine", "mine"), ("GET", "/v1/arenas/mine/posts/1", "post"),
        ("GET", "/v1/arenas/mine/feeds", "feeds"), ("GET", "/files/", "files"),
        ("GET", "/v1/%61renas", "arenas"), ("GET", "/feeds/1.ics", "calendar"),
        ("GET", "/feeds/.ics", "feed"), ("GET", "/feeds/ics", "feed"),
        ("GET", "/feeds/1.old.ics", "old"), ("GET", "/feeds/.old.ics", "calendar"),
    ])
    func `a route is found`(method: String, path: String, route: String) throws {
        guard case .found(let found, _) = try Self.match(method, path) else {
            Issue.record("\(path) is not found")
            return
        }
        #expect(found == route)
    }

    @Test(arguments: [
        "/v1", "/v1/", "/v1/arenas/", "/v1/arenas//", "//", "/files", "/v1/arenas/x/posts",
        "/v1/arenas/x/posts/", "/v1/arenas//posts/1", "/V1/arenas", "/v1/arenas/x/posts/1/2",
        "/v1/arenas/x/feeds",
    ])
    func `what no route has is not found`(path: String) throws {
        guard case .notFound = try Self.match("GET", path) else {
            Issue.record("\(path) is found")
            return
        }
    }

    @Test(arguments: [
        ("PUT", "/v1/arenas", "GET, HEAD, POST, OPTIONS"),
        ("POST", "/v1/arenas/x", "GET, HEAD, PATCH, OPTIONS"),
        ("OPTIONS", "/v1/arenas/x/posts/1", "GET, HEAD, DELETE, OPTIONS"),
        ("PATCH", "/v1/arenas/mine", "GET, HEAD, OPTIONS"),
    ])
    func `other methods are told what is offered`(
        method: String, path: String, allow: String
    ) throws {
        guard case .methodNotAllowed(let offered) = try Self.match(method, path) else {
            Issue.record("\(method) \(path) is not refused")
            return
        }
        #expect(offered == allow)
    }

    @Test func `parameters are decoded and named as their own route names them`() throws {
        guard case .found(_, let values) = try Self.match("GET", "/v1/arenas/a%20b/posts/%C3%A6")
        else {
            Issue.record("not found")
            return
        }
        #expect(values["id"] == "a b")
        #expect(values["post"] == "æ")
        #expect(values["arena"] == nil)
        guard case .found(_, let one) = try Self.match("GET", "/v1/arenas/x") else {
            Issue.record("not found")
            return
        }
        #expect(one["arena"] == "x")
        #expect(one["id"] == nil)
    }

    @Test func `the star is no path`() throws {
        guard case .notFound = try Self.match("OPTIONS", "*") else {
            Issue.record("found")
            return
        }
    }
}
