import ArenaCore
import JSON
import Testing

@testable import ArenaAPI

/// The main job of PRODUCT §1, webhook aside, through the API alone.
struct MainJobTests {
    @Test func `organisations find each other, share, build on it and are counted`() throws {
        let server = try TestAPI()
        let first = try server.organisation("Bergen brannvesen", by: nil)
        let second = try server.organisation("Oslo brannvesen", by: nil)
        let third = try server.organisation("Norsk Folkehjelp", by: nil)
        let founded = try server.send(
            "POST", "/v1/arenas",
            ["name": "Redning på Vestlandet", "purpose": "Samvirke.", "regions": ["NO-46"]],
            token: first.token)
        #expect(founded.status == 201)
        #expect(founded["state"] == "proposed")
        #expect(founded["slug"] == "redning-pa-vestlandet")
        for party in [second, third] {
            _ = try server.send(
                "PUT", "/v1/arenas/\(founded.id)/cosigners/me", token: party.token)
        }
        let opened = try server.send("GET", "/v1/arenas/redning-pa-vestlandet", token: first.token)
        #expect(opened["state"] == "open")
        let match = try server.send("GET", "/v1/match?region=NO-46", token: second.token)
        #expect(match.items.first?["arena"]?["id"] == .string(founded.id))
        #expect(match.items.first?["reasons"]?.array?.first?["code"] == "NO-46")
        try server.join(second, founded.id)
        let told = try server.post(first, founded.id, "Nødstrøm i 72 timer")
        let heir = try server.post(
            second, founded.id, "Nødstrøm hos oss",
            ["basedOn": [["post": .string(told), "kind": "adapted"]], "origin": "adapted"])
        let adopted = try server.send(
            "PUT", "/v1/posts/\(told)/adoptions/me",
            ["kind": "adapted", "state": "implemented", "resultingPost": .string(heir)],
            token: second.token)
        #expect(adopted.status == 201, "\(adopted.text)")
        let pinned = try server.send(
            "PATCH", "/v1/posts/\(told)", ["pinned": true], token: first.token)
        #expect(pinned["pinned"] == true)
        #expect(pinned["revision"] == 2)
        server.close()

        let again = try TestAPI(folder: server.folder)
        let kept = try again.send("GET", "/v1/posts/\(told)", token: second.token)
        #expect(kept["pinned"] == true)
        #expect(kept["counts"] == ["comments": 0, "adoptions": 1, "basedOnThis": 1])
        let list = try again.send("GET", "/v1/arenas/\(founded.id)/posts?basedOn=\(told)")
        #expect(list.items.map { $0["id"] } == [.string(heir)])
        again.close()
    }

    @Test func `the barometer counts, and holds back what too few stand behind`() throws {
        let server = try TestAPI()
        let arena = try server.arena("barometer")
        let parties = try (1...3).map { try server.organisation("Org \($0)") }
        for party in parties { try server.join(party, arena) }
        for (index, party) in (parties + parties.prefix(1)).enumerated() {
            let outcome: JSONValue = index == 0 ? "failure" : "success"
            try server.post(party, arena, "Post \(index)", ["outcome": outcome])
        }
        let few = try server.send("GET", "/v1/barometer")
        #expect(few["indicators"]["candour"]?["value"] == .null)
        #expect(few["indicators"]["candour"]?["reason"] == "too-few")
        #expect(few["indicators"]["candour"]?["numerator"] == nil)
        try server.post(parties[1], arena, "One more", ["outcome": "mixed"])
        let enough = try server.send("GET", "/v1/barometer")
        #expect(enough["indicators"]["candour"]?["value"]?.double == 0.4)
        #expect(enough["indicators"]["candour"]?["numerator"] == 2)
        #expect(enough["indicators"]["candour"]?["denominator"] == 5)
        #expect(enough["caveat"].string?.isEmpty == false)
        server.close()
    }

    @Test func `where no arena fits, a draft of one and how many share the wish`() throws {
        let server = try TestAPI()
        for number in 1...3 {
            _ = try server.organisation("Org \(number)", ["roles": ["loggforer"]])
        }
        let match = try server.send("GET", "/v1/match?role=loggforer")
        #expect(match.items.isEmpty)
        #expect(match["draft"]["roles"] == ["loggforer"])
        #expect(match["sharedBy"] == 3)
        let founded = try server.send(
            "POST", "/v1/arenas", match["draft"], token: TestAPI.adminToken)
        #expect(founded.status == 201, "a draft is a body that can be sent")
        server.close()
    }
}
