import HTTP
import Testing

@testable import Application

/// Answers every request with one status.
private struct OneAnswer: HTTPService {
    let status: HTTPStatus

    func receive(_ head: HTTPRequestHead, _ exchange: HTTPExchange) -> HTTPPlan {
        .answer(HTTPResponse(status: status))
    }
}

struct HealthProbeTests {
    @Test(arguments: ["127.0.0.1:0", "[::1]:0", "0.0.0.0:0", "[::]:0"])
    func `a server that answers 200 is healthy, wherever it listens`(listen: String) throws {
        let endpoint = try #require(SettingForm.endpoint.parse(listen))
        let server = HTTPServer(
            configuration: HTTPServerConfiguration(endpoints: [endpoint]),
            service: OneAnswer(status: .ok))
        let port = try #require(try server.start().first?.port)
        let listened = try #require(
            SettingForm.endpoint.parse(listen.dropLast() + String(port)))
        #expect(HealthProbe(endpoint: listened).problem() == nil)
    }

    @Test func `a socket in the file system is asked as well`() throws {
        let folder = try TemporaryFolder()
        let endpoint = HTTPServerConfiguration.Endpoint.local(path: folder.path(of: "socket"))
        let server = HTTPServer(
            configuration: HTTPServerConfiguration(endpoints: [endpoint]),
            service: OneAnswer(status: .ok))
        _ = try server.start()
        #expect(HealthProbe(endpoint: endpoint).problem() == nil)
    }

    @Test func `another answer is told`() throws {
        let server = HTTPServer(
            configuration: HTTPServerConfiguration(endpoints: [.address(host: "127.0.0.1", port: 0)]
            ),
            service: OneAnswer(status: .notFound))
        let port = try #require(try server.start().first?.port)
        let ending = run("healthcheck", "--port", String(port))
        #expect(ending.code == .failure)
        #expect(
            ending.messages == [
                "arena: 127.0.0.1:\(port): the answer is \"HTTP/1.1 404 Not Found\""
            ])
    }

    @Test func `nobody there is told`() throws {
        let folder = try TemporaryFolder()
        let path = folder.path(of: "socket")
        let ending = run("healthcheck", "--listen", "unix:" + path)
        #expect(ending.code == .failure)
        #expect(
            ending.messages == [
                "arena: unix:\(path): cannot connect: No such file or directory"
            ])
        #expect(run("healthcheck", "--port", "0").code == .failure)
    }
}
