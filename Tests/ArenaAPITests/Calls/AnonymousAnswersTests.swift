import ArenaCore
import ArenaStore
import HTTP
import JSON
import Telemetry
import Testing

@testable import ArenaAPI

struct AnonymousAnswersTests {
    @Test func `a kept answer is the one that was given first`() throws {
        let api = try TestAPI()
        let id = try api.arena("fjord")
        for path in ["/v1/arenas/\(id)", "/v1/arenas/\(id)/posts?limit=3", "/v1/arenas", "/v1"] {
            let first = try api.send("GET", path)
            let second = try api.send("GET", path)
            #expect(second.status == 200)
            #expect(second.body == first.body)
            #expect(second.fields["X-Request-Id"] != first.fields["X-Request-Id"])
            let ownNames = ["X-Request-Id", "traceparent"]
            let lines = { (answer: Answer) in
                answer.fields.lines.filter { !ownNames.contains($0.name) }
                    .map { "\($0.name): \($0.value)" }
            }
            #expect(lines(second) == lines(first))
        }
    }

    @Test func `a kept answer is not given after a change`() throws {
        let api = try TestAPI()
        let id = try api.arena("fjord")
        let party = try api.organisation("Nord")
        try api.join(party, id)
        let path = "/v1/arenas/\(id)/posts"
        for count in 0..<5 {
            #expect(try api.send("GET", path).items.count == count)
            #expect(try api.send("GET", path).items.count == count)
            try api.post(party, id)
        }
    }

    @Test func `a client that holds a kept answer is told so`() throws {
        let api = try TestAPI()
        let path = "/v1/arenas/\(try api.arena("fjord"))"
        let tag = try #require(try api.send("GET", path).fields["ETag"])
        let again = try api.send("GET", path, fields: ["If-None-Match": "\"other\", W/\(tag)"])
        #expect(again.status == 304)
        #expect(again.body.isEmpty)
        #expect(again.fields["ETag"] == tag)
        #expect(again.fields["Content-Type"] == nil)
        #expect(try api.send("GET", path, fields: ["If-None-Match": "\"other\""]).status == 200)
    }

    @Test func `who sends a token or wants another type goes all the way`() throws {
        let api = try TestAPI()
        let id = try api.arena("fjord")
        let party = try api.organisation("Nord")
        try api.join(party, id)
        try api.post(party, id, tlp: "TLP:AMBER")
        let path = "/v1/arenas/\(id)/posts"
        #expect(try api.send("GET", path).items.isEmpty)
        #expect(try api.send("GET", path, token: party.token).items.count == 1)
        #expect(try api.send("GET", path).items.isEmpty)
        #expect(try api.send("GET", path, token: "unknown").status == 401)
        #expect(try api.send("GET", path, fields: ["Accept": "text/html"]).status == 406)
    }

    @Test func `each language has its own`() throws {
        let api = try TestAPI()
        let path = "/v1/match?sector=redningstjeneste"
        let answers = try ["en", "nb", "en", "nb"].map { language in
            try api.send("GET", path, fields: ["Accept-Language": language]).text
        }
        #expect(answers[0] != answers[1])
        #expect(answers[0] == answers[2])
        #expect(answers[1] == answers[3])
    }

    @Test func `what is kept is bounded and belongs to one position`() throws {
        let answers = AnonymousAnswers()
        let route = try #require(Routes.all.first)
        let metrics = MetricsRegistry()
        let observer = RequestObserver(log: .silent, metrics: metrics, logsAccess: false)
        let endpoint = observer.endpoint(route)
        func keep(_ target: String, _ byteCount: Int, at position: UInt64) {
            let body = [UInt8](repeating: 0x20, count: byteCount)
            answers.keep(
                .init(
                    endpoint: endpoint,
                    representation: Representation(.init(), tag: "\"1\"", body: body)),
                for: .init(target: target, language: .nb), at: position)
        }
        func holds(_ target: String, at position: UInt64) -> Bool {
            answers.find(.init(target: target, language: .nb), at: position) != nil
        }
        keep("/a", 10, at: 7)
        #expect(holds("/a", at: 7))
        #expect(!holds("/a", at: 6) && !holds("/a", at: 8) && !holds("/b", at: 7))
        keep("/b", 10, at: 6)
        #expect(!holds("/b", at: 6) && holds("/a", at: 7))
        keep("/b", 1 << 20, at: 7)
        #expect(!holds("/b", at: 7))
        for number in 0..<100 { keep("/\(number)", 200_000, at: 7) }
        #expect(!holds("/a", at: 7) && !holds("/0", at: 7) && holds("/99", at: 7))
        keep("/c", 10, at: 8)
        #expect(!holds("/99", at: 7) && holds("/c", at: 8))
    }
}
