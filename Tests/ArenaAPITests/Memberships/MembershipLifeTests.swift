import JSON
import Testing

@testable import ArenaAPI

struct MembershipLifeTests {
    @Test func `a moderated arena asks, and its curator decides with a reason`() throws {
        let server = try TestAPI()
        let arena = try server.arena(
            "moderated", ["joinPolicy": "moderated", "joinQuestion": "Why?"])
        let curator = try server.organisation("Curator")
        let party = try server.organisation("Party")
        let other = try server.organisation("Other")
        let members = "/v1/arenas/\(arena)/members"
        _ = try server.send("PUT", "\(members)/\(curator.id)", token: TestAPI.adminToken)
        #expect(try server.send("PUT", "\(members)/me", token: curator.token).status == 200)
        _ = try server.send(
            "PATCH", "\(members)/\(curator.id)", ["curator": true], token: TestAPI.adminToken)
        let mute = try server.send("PUT", "\(members)/me", token: party.token)
        #expect(mute.status == 422)
        #expect(mute.errors.first?["pointer"] == "#/answer")
        let asked = try server.send(
            "PUT", "\(members)/me", ["answer": "To learn."], token: party.token)
        #expect(asked.status == 202)
        #expect(asked["state"] == "requested")
        let waiting = try server.send("GET", "/v1/me", token: curator.token)["waiting"]
        #expect(waiting["requests"] == 1)
        let hidden = try server.send("GET", members, token: other.token)
        #expect(hidden.items.map { $0["organisation"]?["id"] } == [.string(curator.id)])
        let mutely = try server.send(
            "PATCH", "\(members)/\(party.id)", ["state": "rejected"], token: curator.token)
        #expect(mutely.errors.first?["code"] == "reason-required")
        let rejected = try server.send(
            "PATCH", "\(members)/\(party.id)", ["state": "rejected", "reason": "Not yet."],
            token: curator.token)
        #expect(rejected["reason"] == "Not yet.")
        let told = try server.send("GET", "\(members)/me", token: party.token)
        #expect(told["state"] == "rejected" && told["reason"] == "Not yet.")
        server.close()
    }

    @Test func `an invite-only arena is not there but for those who are invited`() throws {
        let server = try TestAPI()
        let arena = try server.arena("closed", ["joinPolicy": "invite-only"])
        let party = try server.organisation("Party")
        let path = "/v1/arenas/\(arena)"
        #expect(try server.send("GET", path, token: party.token).status == 404)
        #expect(try server.send("GET", path, token: TestAPI.adminToken)["widestTlp"] == "TLP:AMBER")
        _ = try server.send("PUT", "\(path)/members/\(party.id)", token: TestAPI.adminToken)
        #expect(try server.send("GET", path, token: party.token).status == 200)
        #expect(try server.send("GET", "/v1/me", token: party.token)["waiting"]["invitations"] == 1)
        let accepted = try server.send("PUT", "\(path)/members/me", token: party.token)
        #expect(accepted.status == 200)
        #expect(accepted["state"] == "member")
        let wide = try server.send(
            "POST", "\(path)/posts", ["title": "t", "body": "b", "tlp": "TLP:GREEN"],
            token: party.token)
        #expect(wide.errors.first?["code"] == "tlp-too-wide")
        server.close()
    }

    @Test func `the last curator hands over first`() throws {
        let server = try TestAPI()
        let arena = try server.arena("curated")
        let first = try server.organisation("First")
        let second = try server.organisation("Second")
        try server.join(first, arena, curates: true)
        try server.join(second, arena)
        let members = "/v1/arenas/\(arena)/members"
        let stuck = try server.send("DELETE", "\(members)/me", token: first.token)
        #expect(stuck.status == 409)
        #expect(stuck.code == "last-curator")
        _ = try server.send(
            "PATCH", "\(members)/\(second.id)", ["curator": true], token: first.token)
        #expect(try server.send("DELETE", "\(members)/me", token: first.token).status == 204)
        server.close()
    }
}
