import Dispatch
import HTTP
import Testing

/// One request after the other on one connection.
struct ConnectionTests {
    @Test func `a connection serves many requests`() async throws {
        try await withServer { address in
            let client = try TestClient(address)
            for number in 1...100 {
                try client.send("GET /\(number) HTTP/1.1\r\nHost: a\r\n\r\n")
                let response = try client.response()
                #expect(response.status == 200)
                #expect(response.text == "GET /\(number)")
                #expect(response["connection"] == nil)
                #expect(response["server"] == "arena")
                #expect(response["date"]?.hasSuffix(" GMT") == true)
            }
        }
    }

    @Test func `pipelined requests are answered in order`() async throws {
        let service = TestService { head, exchange in
            // Every third answer comes from elsewhere and is out of turn but for the engine.
            guard head.path.hasSuffix("0") else {
                return .answer(HTTPResponse(text: head.path))
            }
            DispatchQueue.global().async { exchange.respond(HTTPResponse(text: head.path)) }
            return .later
        }
        try await withServer(service) { address in
            let client = try TestClient(address)
            let numbers = 1...1000
            try client.send(numbers.map { "GET /\($0) HTTP/1.1\r\nHost: a\r\n\r\n" }.joined())
            for number in numbers { #expect(try client.response().text == "/\(number)") }
        }
    }

    @Test func `requests that come byte by byte are read`() async throws {
        try await withServer { address in
            let client = try TestClient(address)
            let request = "PUT /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
            for byte in Array("\(request)3\r\nabc\r\n0\r\n\r\n\(request)0\r\n\r\n".utf8) {
                try client.send([byte])
            }
            #expect(try client.response().text == "PUT /xabc")
            #expect(try client.response().text == "PUT /x")
        }
    }

    @Test func `a client that asks for the close gets it`() async throws {
        try await withServer { address in
            let client = try TestClient(address)
            try client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: x, Close\r\n\r\n")
            #expect(try client.response()["connection"] == "close")
            #expect(try client.isClosed())
        }
    }

    @Test func `HTTP 1.0 closes unless asked to keep the connection`() async throws {
        try await withServer { address in
            let client = try TestClient(address)
            try client.send("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n")
            #expect(try client.response()["connection"] == "keep-alive")
            try client.send("GET / HTTP/1.0\r\n\r\n")
            #expect(try client.response()["connection"] == "close")
            #expect(try client.isClosed())
        }
    }

    @Test func `HEAD has the length and not the content`() async throws {
        try await withServer { address in
            let client = try TestClient(address)
            try client.send("HEAD /some HTTP/1.1\r\nHost: a\r\n\r\n")
            let response = try client.response(isHead: true)
            #expect(response["content-length"] == "10")
            try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response().text == "GET /")
        }
    }

    @Test(arguments: [204, 304])
    func `an answer without content has no length`(code: Int) async throws {
        let service = TestService { _, _ in
            .answer(HTTPResponse(status: HTTPStatus(code: code), body: .bytes([1])))
        }
        try await withServer(service) { address in
            let client = try TestClient(address)
            for _ in 1...2 {
                try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                let response = try client.response()
                #expect(response.status == code)
                #expect(response["content-length"] == nil)
                #expect(response["transfer-encoding"] == nil)
            }
        }
    }

    @Test func `an answer of no content has a length of zero`() async throws {
        let service = TestService { _, _ in .answer(HTTPResponse(status: .created)) }
        try await withServer(service) { address in
            let client = try TestClient(address)
            try client.send("POST / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.response()["content-length"] == "0")
        }
    }

    @Test func `a client that has ended its half still gets its answers`() async throws {
        let service = TestService { head, exchange in
            DispatchQueue.global().async { exchange.respond(HTTPResponse(text: head.path)) }
            return .later
        }
        try await withServer(service) { address in
            let client = try TestClient(address)
            try client.send("GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n")
            client.finishSending()
            #expect(try client.response().text == "/1")
            #expect(try client.response().text == "/2")
            #expect(try client.isClosed())
        }
    }

    @Test func `an end in the middle of a request closes without a word`() async throws {
        try await withServer { address in
            for part in [
                "", "GET / HT", "PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab",
            ] {
                let client = try TestClient(address)
                try client.send(part)
                client.finishSending()
                #expect(try client.isClosed())
            }
        }
    }

    @Test func `large answers come whole to a client that reads late`() async throws {
        let content = (0..<16 << 20).map { UInt8(truncatingIfNeeded: $0 >> 12) }
        let service = TestService { _, _ in
            .answer(HTTPResponse(status: .ok, body: .bytes(content)))
        }
        try await withServer(service) { address in
            let client = try TestClient(address)
            let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
            try client.send(request + request)
            for _ in 1...2 { #expect(try client.response().body == content) }
        }
    }

    @Test func `many clients at once are served`() async throws {
        try await withServer { address in
            let clients = try (0..<300).map { _ in try TestClient(address) }
            for round in 1...3 {
                for (number, client) in clients.enumerated() {
                    try client.send("GET /\(number)/\(round) HTTP/1.1\r\nHost: a\r\n\r\n")
                }
                for (number, client) in clients.enumerated() {
                    #expect(try client.response().text == "GET /\(number)/\(round)")
                }
            }
        }
    }
}
