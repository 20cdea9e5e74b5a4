import ArenaStore
import Dispatch
import HTTP
import JSON
import Testing

@testable import ArenaAPI

struct PostLinesTests {
    private func lines(_ text: String, _ server: TestAPI, token: String, arena: String) throws
        -> Answer
    {
        try server.send(
            "POST", "/v1/arenas/\(arena)/posts", bytes: Array(text.utf8), token: token,
            fields: ["Content-Type": "application/x-ndjson"])
    }

    @Test func `each line has its result, in order`() throws {
        let server = try TestAPI()
        let arena = try server.arena("lines")
        let party = try server.organisation("Author")
        try server.join(party, arena)
        let good = #"{"title":"t","body":"b","tlp":"TLP:CLEAR"}"#
        let answer = try lines(
            "\(good)\n\n  \r\n{\n\(good)\r\n{\"title\":\"t\"}\n\(good)", server, token: party.token,
            arena: arena)
        #expect(answer.status == 200)
        #expect(answer.fields["Content-Type"] == "application/x-ndjson")
        #expect(answer.lines.map { $0["line"] } == [1, 4, 5, 6, 7])
        #expect(answer.lines.map { $0["status"] } == [201, 400, 201, 422, 201])
        #expect(answer.lines[1]["code"] == "invalid-json")
        let fault = answer.lines[1]["errors"]?.array?.first
        #expect(fault?["code"] == "not-json")
        #expect(fault?["detail"]?.string?.contains("1") == true)
        #expect(answer.lines[3]["errors"]?.array?.first?["pointer"] == "#/body")
        let kept = try server.send("GET", "/v1/posts?count=true")
        #expect(kept["total"] == 3)
        server.close()
    }

    @Test func `thousands of lines are taken in few groups`() throws {
        let server = try TestAPI()
        let arena = try server.arena("lines")
        let party = try server.organisation("Author")
        try server.join(party, arena)
        let before = server.store.status.groupCount
        let text = (1...6000).map { #"{"title":"t\#($0)","body":"b","tlp":"TLP:CLEAR"}"# }
        let answer = try lines(
            text.joined(separator: "\n"), server, token: party.token, arena: arena)
        #expect(answer.lines.count == 6000)
        #expect(answer.lines.allSatisfy { $0["status"] == 201 })
        #expect(server.store.status.groupCount - before < 600)
        server.close()
    }

    @Test func `many uploads at once take every line, however few writes may wait`() throws {
        let server = try TestAPI(pendingCountMax: 40)
        let arena = try server.arena("lines")
        let party = try server.organisation("Author")
        try server.join(party, arena)
        let text = (1...500).map { #"{"title":"t\#($0)","body":"b","tlp":"TLP:CLEAR"}"# }
            .joined(separator: "\n")
        DispatchQueue.concurrentPerform(iterations: 6) { _ in
            let answer = try? lines(text, server, token: party.token, arena: arena)
            #expect(answer?.lines.count == 500)
            #expect(answer?.lines.allSatisfy { $0["status"] == 201 } == true)
        }
        #expect(try server.send("GET", "/v1/posts?count=true")["total"] == 3000)
        server.close()
    }

    @Test func `a line tells its first faults`() throws {
        let server = try TestAPI()
        let arena = try server.arena("lines")
        let party = try server.organisation("Author")
        try server.join(party, arena)
        let bad = #"{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1}"#
        let answer = try lines(bad, server, token: party.token, arena: arena)
        #expect(answer.lines.first?["code"] == "validation-error")
        #expect(answer.lines.first?["errors"]?.array?.count == LineResults.faultsMax)
        server.close()
    }

    @Test func `an upload of faults alone does not make an answer many times as long`() throws {
        let server = try TestAPI()
        let arena = try server.arena("lines")
        let party = try server.organisation("Author")
        try server.join(party, arena)
        let count = 12_000
        let bad = #"{"a":1,"b":1,"c":1,"d":1,"e":1}"#
        let long = #"{"\#(String(repeating: "x", count: 900_000))":1}"#
        let text = Array(repeating: bad, count: count) + Array(repeating: long, count: 8)
        let answer = try lines(
            text.joined(separator: "\n"), server, token: party.token, arena: arena)
        #expect(answer.lines.count == count + 8)
        #expect(answer.lines.allSatisfy { $0["code"] == "validation-error" })
        #expect(answer.lines.first?["errors"]?.array?.count == 5)
        #expect(answer.lines.last?["errors"]?.array?.isEmpty == true)
        #expect(answer.body.count < LineResults.faultBytesMax + (count + 8) * 100)
        server.close()
    }

    @Test func `a line over a mebibyte is refused and the others are taken`() throws {
        let server = try TestAPI()
        let arena = try server.arena("lines")
        let party = try server.organisation("Author")
        try server.join(party, arena)
        let good = #"{"title":"t","body":"b","tlp":"TLP:CLEAR"}"#
        let long = String(repeating: "x", count: LinesSink.lineBytesMax + 1)
        let answer = try lines(
            [good, long, good, long].joined(separator: "\n"), server, token: party.token,
            arena: arena)
        #expect(answer.lines.map { $0["status"] } == [201, 413, 201, 413])
        #expect(answer.lines[1]["code"] == "content-too-large")
        server.close()
    }
}
