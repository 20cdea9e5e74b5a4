import HTTP
import Testing

/// How much a server takes upon itself: requests of a connection and memory of all of them.
struct LimitTests {
    private static let request = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"

    @Test func `a connection ends with so many requests`() async throws {
        try await withServer(configure: { $0.requestsPerConnectionMax = 3 }) { address in
            let client = try TestClient(address)
            for number in 1...3 {
                try client.send(Self.request)
                let response = try client.response()
                #expect(response.status == 200)
                #expect(response["connection"] == (number == 3 ? "close" : nil))
            }
            #expect(try client.isClosed())
        }
    }

    @Test func `bodies that memory is too short for are refused and the others are taken`()
        async throws
    {
        let service = TestService { _, _ in
            .collect(limit: 1 << 20) { .now(HTTPResponse(text: "\($0.count)")) }
        }
        try await withServer(
            service,
            configure: {
                $0.loops = 1
                $0.bufferBytesMax = 4 << 20
            }
        ) { address in
            let half = [UInt8](repeating: 0x78, count: 384 << 10)
            let clients = try (0..<16).map { _ in try TestClient(address) }
            for client in clients {
                try client.send("PUT / HTTP/1.1\r\nHost: a\r\nContent-Length: \(768 << 10)\r\n\r\n")
                try client.send(half)
            }
            var statuses: [Int: Int] = [:]
            for client in clients {
                try client.send(half)
                let response = try client.response()
                statuses[response.status, default: 0] += 1
                guard response.status == 503 else { continue }
                #expect(response["retry-after"] == "5")
                #expect(response["connection"] == "close")
            }
            #expect(Set(statuses.keys) == [200, 503])
            #expect(statuses[503] ?? 0 >= 6)
            let next = try TestClient(address)
            try next.send(Self.request)
            #expect(try next.response().status == 200)
        }
    }

    @Test(arguments: [false, true])
    func `answers that nobody takes are cut unless they are held anyway`(
        isShared: Bool
    ) async throws {
        let content = [UInt8](repeating: 1, count: 16 << 20)
        let service = TestService { _, _ in
            var response = HTTPResponse(status: .ok, body: .bytes(content))
            response.bodyIsShared = isShared
            return .answer(response)
        }
        try await withServer(
            service,
            configure: {
                $0.loops = 1
                $0.bufferBytesMax = 64 << 20
            }
        ) { address in
            let clients = try (0..<8).map { _ in try TestClient(address) }
            for client in clients {
                try client.send(Self.request)
                _ = try client.take(1)
            }
            let whole = clients.count { (try? $0.take(content.count)) != nil }
            #expect(isShared ? whole == 8 : (1...4).contains(whole))
        }
    }
}
