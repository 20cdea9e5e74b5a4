import HTTP
import JSON
import Testing

@testable import ArenaAPI

struct MethodTests {
    @Test func `a method that is not offered is answered by 405 with those that are`() throws {
        let server = try TestAPI()
        let answer = try server.send("DELETE", "/v1/arenas")
        #expect(answer.status == 405)
        #expect(answer.fields["Allow"] == "GET, HEAD, POST, OPTIONS")
        server.close()
    }

    @Test func `OPTIONS tells what is offered`() throws {
        let server = try TestAPI()
        let answer = try server.send("OPTIONS", "/v1/posts/x")
        #expect(answer.status == 204)
        #expect(answer.fields["Allow"] == "GET, HEAD, PATCH, DELETE, OPTIONS")
        #expect(
            answer.fields["Accept-Patch"] == "application/merge-patch+json, application/json")
        server.close()
    }

    @Test func `a trailing slash leads to the path without it`() throws {
        let server = try TestAPI()
        let answer = try server.send("GET", "/v1/arenas/?limit=2")
        #expect(answer.status == 308)
        #expect(answer.fields["Location"] == "/v1/arenas?limit=2")
        server.close()
    }

    @Test(arguments: [
        ("text/plain", 415), ("application/json; charset=latin1", 415),
        ("application/json;charset=UTF-8", 201), ("Application/JSON", 201),
    ])
    func `a body is taken in the types that are read here`(type: String, status: Int) throws {
        let server = try TestAPI()
        let answer = try server.send(
            "POST", "/v1/organisations", ["name": "N", "kind": "public"],
            fields: ["Content-Type": type])
        #expect(answer.status == status, "\(answer.text)")
        server.close()
    }

    @Test(arguments: [
        ("text/html", 406), ("*/*", 200), ("application/*", 200), ("text/html, */*;q=0.1", 200),
    ])
    func `an answer must be wanted`(accepted: String, status: Int) throws {
        let server = try TestAPI()
        #expect(
            try server.send("GET", "/v1/arenas", fields: ["Accept": accepted]).status == status)
        server.close()
    }

    @Test(arguments: [
        ("Basic abc", 400), ("Bearer", 400), ("Bearer a b", 400), ("Bearer unknown", 401),
        ("Bearer arena_0123456789ABCDEFGHIJabcdefghij4Us3ax", 401),
    ])
    func `credentials that are not good are refused with a challenge`(sent: String, status: Int)
        throws
    {
        let server = try TestAPI()
        let answer = try server.send("GET", "/v1/arenas", fields: ["Authorization": sent])
        #expect(answer.status == status)
        let error = status == 400 ? "invalid_request" : "invalid_token"
        #expect(answer.fields["WWW-Authenticate"]?.contains("error=\"\(error)\"") == true)
        server.close()
    }

    @Test func `a write without a token is told how to authenticate`() throws {
        let server = try TestAPI()
        let answer = try server.send("POST", "/v1/arenas", ["name": "x"])
        #expect(answer.status == 401)
        #expect(answer.fields["WWW-Authenticate"] == "Bearer realm=\"arena\"")
        server.close()
    }

    @Test func `every answer names its request`() throws {
        let server = try TestAPI()
        for (method, path) in [
            ("GET", "/v1"), ("GET", "/v1/nothing"), ("PUT", "/v1"), ("OPTIONS", "/v1"),
            ("POST", "/v1/arenas"), ("GET", "/healthz"), ("GET", "/v1/arenas?x=y"),
        ] {
            let answer = try server.send(method, path)
            #expect(answer.fields["X-Request-Id"]?.count == 36, "\(method) \(path)")
        }
        server.close()
    }
}
