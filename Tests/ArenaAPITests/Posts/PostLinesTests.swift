import ArenaStore
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
