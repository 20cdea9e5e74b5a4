import Testing

@testable import HTTP

/// RFC 9110 and RFC 9112, case by case. Behind every one the server still answers: on the same
/// connection where it stays open, which shows that its framing was not lost, else on a new one.
struct ConformanceTests {
    private static let fresh = Array("GET /fresh HTTP/1.1\r\nHost: a\r\n\r\n".utf8)

    @Test func `there are enough cases and no two have one name`() {
        #expect(ConformanceCase.all.count >= 250)
        let names = Set(ConformanceCase.all.map(\.testDescription))
        #expect(names.count == ConformanceCase.all.count)
    }

    @Test(arguments: ConformanceCase.all)
    func `bytes have their outcome wherever they are cut`(conformance: ConformanceCase) throws {
        let server = try SteppedServer(
            ConformanceService(), configure: ConformanceService.configure)
        let count = conformance.request.count
        try Self.check(conformance, cuts: [], server)
        try Self.check(conformance, cuts: Array(1..<max(count, 1)), server)
        for cut in 1..<max(count, 1) { try Self.check(conformance, cuts: [cut], server) }
        #expect(server.count == 0)
    }

    @Test func `bytes have their outcome over TCP`() async throws {
        try await withServer(
            ConformanceService(), configure: ConformanceService.configure
        ) { address in
            for conformance in ConformanceCase.all {
                let client = try TestClient(address)
                try client.send(conformance.request)
                var answers = conformance.answers
                if !conformance.closes {
                    try client.send(Self.fresh)
                    answers.append(.init(status: 200, content: "GET /fresh"))
                }
                client.finishSending()
                let outcome = try ConformanceOutcome(client.rest(), answers)
                #expect(outcome.faults == [], "\(conformance.testDescription)")
                let next = try TestClient(address)
                try next.send(Self.fresh)
                #expect(try next.response().text == "GET /fresh")
            }
        }
    }

    private static func check(
        _ conformance: ConformanceCase, cuts: [Int], _ server: SteppedServer
    ) throws {
        let client = try server.connect()
        var start = 0
        for end in cuts + [conformance.request.count] {
            try client.send(conformance.request[start..<end])
            start = end
        }
        if conformance.endsSending { try client.finishSending() }
        let outcome = ConformanceOutcome(client.received, conformance.answers)
        var faults = outcome.faults
        if client.isClosed != conformance.closes {
            faults.append(client.isClosed ? "it is closed" : "it is not closed")
        }
        if outcome.saysClose != conformance.closes, !conformance.answers.isEmpty,
            !conformance.endsSending
        {
            faults.append("Connection: close is \(outcome.saysClose ? "" : "not ")sent")
        }
        let next = client.isClosed ? try server.connect() : client
        let before = next.received.count
        try next.send(fresh[...])
        let answer = ConformanceOutcome(
            Array(next.received[before...]), [.init(status: 200, content: "GET /fresh")])
        faults += answer.faults.map { "the next request: \($0)" }
        try client.finishSending()
        try next.finishSending()
        let place = cuts.count == 1 ? "cut at \(cuts[0])" : "\(cuts.count) cuts"
        #expect(faults == [], "\(conformance.testDescription), \(place)")
    }
}
