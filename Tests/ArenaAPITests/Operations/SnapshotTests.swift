import ArenaCore
import HTTP
import JSON
import Testing

@testable import ArenaAPI

struct SnapshotTests {
    private func list(_ server: TestAPI) throws -> Answer {
        try server.send("GET", "/v1/snapshots", token: TestAPI.adminToken)
    }

    /// The list once none is being written any more: each look asks the disk.
    private func finishedList(_ server: TestAPI) throws -> Answer {
        for _ in 0..<10_000 {
            let answer = try list(server)
            if answer["writing"] == false { return answer }
        }
        throw NoAnswer()
    }

    @Test func `what a POST promises is in the list once nothing is being written`() throws {
        let server = try TestAPI()
        _ = try server.organisation("Owner")
        let first = try #require(try list(server)["items"].array?.last)
        // Nothing changes between them: each is taken all the same.
        for _ in 0..<3 {
            let begun = try server.send(
                "POST", "/v1/snapshots", token: TestAPI.adminToken)
            #expect(begun.status == 202)
            #expect(begun.fields["Location"] == "/v1/snapshots")
            let items = try #require(try finishedList(server)["items"].array)
            let newest = try #require(items.last)
            let generation = try #require(newest["generation"]?.integer)
            #expect(generation >= begun["minGeneration"].integer ?? .max)
            #expect(newest["position"]?.integer ?? 0 >= begun["minPosition"].integer ?? .max)
            #expect(newest["bytes"]?.integer ?? 0 > 0)
            #expect(items.count == 2)
            let times = items.compactMap { $0["createdAt"]?.string }
            #expect(times == times.sorted() && times.count == 2)
            #expect(times.allSatisfy { $0 >= first["createdAt"]?.string ?? "~" })
        }
        server.close()
    }
}
