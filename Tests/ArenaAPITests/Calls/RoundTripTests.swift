import HTTP
import JSON
import Testing

@testable import ArenaAPI

/// A whole resource as read may be changed and sent back (DECISIONS §20).
struct RoundTripTests {
    private struct World {
        let server: TestAPI
        let arena: String
        let author: TestAPI.Party
        let curator: TestAPI.Party

        init() throws {
            server = try TestAPI()
            arena = try server.arena("round")
            author = try server.organisation("Author")
            curator = try server.organisation("Curator")
            try server.join(author, arena)
            try server.join(curator, arena, curates: true)
        }
    }

    private func changed(_ value: JSONValue, _ name: String, _ new: JSONValue) -> JSONValue {
        var object = value.object ?? JSONObject()
        object[name] = new
        return .object(object)
    }

    @Test(arguments: ["named", "chatham"])
    func `a post as read, changed where one may`(attribution: String) throws {
        let world = try World()
        let server = world.server
        let post = try server.post(
            world.author, world.arena, "Title", ["attribution": .string(attribution)])
        let path = "/v1/posts/\(post)"
        for (token, name, value): (String, String, JSONValue) in [
            (world.author.token, "title", "New"), (world.curator.token, "pinned", true),
            (TestAPI.adminToken, "outcome", "failure"),
        ] {
            let read = try server.send("GET", path, token: token)
            let same = try server.send("PATCH", path, read.json, token: token)
            #expect(same.status == 200, "\(same.text)")
            #expect(same["revision"] == read["revision"])
            let sent = try server.send(
                "PATCH", path, changed(read.json, name, value), token: token)
            #expect(sent.status == 200, "\(sent.text)")
            #expect(sent[name] == value)
        }
        server.close()
    }

    @Test func `a membership and an adoption as read, by PUT and PATCH`() throws {
        let world = try World()
        let server = world.server
        let post = try server.post(world.author, world.arena)
        let member = "/v1/arenas/\(world.arena)/members/me"
        let adoption = "/v1/posts/\(post)/adoptions/me"
        _ = try server.send("PUT", adoption, token: world.curator.token)
        for (method, path) in [("PUT", member), ("PATCH", member), ("PUT", adoption)] {
            let read = try server.send("GET", path, token: world.curator.token)
            let same = try server.send(method, path, read.json, token: world.curator.token)
            #expect(same.status == 200, "\(method) \(path): \(same.text)")
            #expect(same["revision"] == read["revision"])
        }
        let invited = try server.send(
            "PUT", "/v1/arenas/\(world.arena)/members/\(world.author.id)", ["answer": "x"],
            token: world.curator.token)
        #expect(invited.errors.first?["code"] == "only-itself")
        server.close()
    }

    @Test func `what the server alone sets is refused where it is changed or taken away`() throws {
        let world = try World()
        for (name, value): (String, JSONValue) in [
            ("id", .null), ("revision", 9), ("createdAt", .null), ("counts", ["posts": 9]),
        ] {
            let sent = try world.server.send(
                "PATCH", "/v1/arenas/\(world.arena)",
                .object(changed([:], name, value).object ?? [:]),
                token: TestAPI.adminToken)
            #expect(sent.status == 422)
            #expect(sent.errors.first?["code"] == "read-only")
        }
        world.server.close()
    }

    @Test func `a label cannot be taken away`() throws {
        let world = try World()
        let post = try world.server.post(world.author, world.arena)
        let sent = try world.server.send(
            "PATCH", "/v1/posts/\(post)", ["tlp": .null], token: world.author.token)
        #expect(sent.status == 422)
        #expect(sent.errors.first?["pointer"] == "#/tlp")
        world.server.close()
    }

    @Test func `a post that renders to more than a body may hold is still edited`() throws {
        let world = try World()
        let others = try (0..<400).map { number in
            let name = String(repeating: "\u{1F6A8}", count: 190) + "\(number)"
            return JSONValue.string(try world.server.organisation(name).id)
        }
        let alarm = "\u{1F6A8}"
        let post = try world.server.post(
            world.author, world.arena, tlp: "TLP:GREEN",
            [
                "exclude": .array(others),
                "body": .string(String(repeating: alarm, count: 100_000)),
            ])
        let long = JSONValue.string(String(repeating: alarm, count: 20_000))
        let told: JSONValue = [
            "observation": long, "discussion": long, "conclusion": long, "recommendation": long,
        ]
        let grown = try world.server.send(
            "PATCH", "/v1/posts/\(post)", ["lesson": told, "tags": .array([])],
            token: world.author.token)
        #expect(grown.body.count > 900_000)
        let collaborators = (0..<100).map { _ in
            JSONValue.object(["name": .string(String(repeating: alarm, count: 200))])
        }
        let more = try world.server.send(
            "PATCH", "/v1/posts/\(post)",
            [
                "collaborators": .array(collaborators),
                "title": .string(String(repeating: alarm, count: 300)),
            ],
            token: world.author.token)
        #expect(more.body.count > 1 << 20)
        let sent = try world.server.send(
            "PATCH", "/v1/posts/\(post)", ["title": "New"], token: world.author.token)
        #expect(sent.status == 200)
        world.server.close()
    }

    @Test func `control characters and blank titles are refused`() throws {
        let world = try World()
        let sent = try world.server.send(
            "POST", "/v1/arenas/\(world.arena)/posts",
            ["title": " \t", "body": "a\u{1}b", "tlp": "TLP:CLEAR", "tags": ["\u{1B}[2J"]],
            token: world.author.token)
        #expect(sent.status == 422)
        #expect(
            sent.errors.map { $0["pointer"] } == ["#/title", "#/body", "#/tags/0"], "\(sent.text)")
        world.server.close()
    }
}
