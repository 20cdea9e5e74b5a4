import HTTP
import JSON
import Testing

@testable import ArenaAPI

struct ProblemTests {
    @Test(arguments: ProblemCode.allCases)
    func `every problem has a status and words in both languages`(code: ProblemCode) {
        #expect(ProblemKind.isDefined(code))
        let kind = ProblemKind.of(code)
        #expect((400...599).contains(kind.status))
        for language in Language.allCases {
            #expect(!kind.title[language].isEmpty && !kind.detail[language].isEmpty)
        }
    }

    @Test func `a problem tells all that stands in the way at once`() throws {
        let server = try TestAPI()
        let answer = try server.send(
            "POST", "/v1/organisations",
            [
                "kind": "firm", "orgNumber": "974760674", "naem": "x", "regions": ["NO-30"],
                "about": "Fnr 15108695088", "id": "x",
            ])
        #expect(answer.status == 422)
        #expect(answer.fields["Content-Type"] == "application/problem+json")
        let found = answer.errors.map { [$0["pointer"] ?? .null, $0["code"] ?? .null] }
        for wanted: [JSONValue] in [
            ["#/name", "required"], ["#/kind", "not-a-choice"],
            ["#/orgNumber", "org-number-checksum"], ["#/naem", "unknown-field"],
            ["#/regions/0", "retired-code"], ["#/about", "national-id-not-allowed"],
            ["#/id", "read-only"],
        ] {
            #expect(found.contains(wanted), "\(wanted)")
        }
        let retired = answer.errors.first { $0["code"] == "retired-code" }
        #expect(retired?["detail"]?.string?.contains("NO-31, NO-32, NO-33") == true)
        let typo = answer.errors.first { $0["code"] == "unknown-field" }
        #expect(typo?["detail"]?.string?.contains("name") == true)
        server.close()
    }

    @Test(arguments: [
        ("nb-NO,nb;q=0.9,no;q=0.8,nn;q=0.7,en-US;q=0.6", "nb"), ("en", "en"),
        ("se, en;q=0.1", "en"),
        ("nn", "nb"), ("de", "en"), ("nb;q=0.1, en;q=0.2", "en"),
    ])
    func `problems are told in the language that is asked for`(accepted: String, language: String)
        throws
    {
        let server = try TestAPI()
        let answer = try server.send(
            "GET", "/v1/posts/nothing", fields: ["Accept-Language": accepted])
        #expect(answer.status == 404)
        #expect(answer.fields["Content-Language"] == language)
        #expect(answer["title"] == (language == "nb" ? "Finnes ikke." : "Not found."))
        #expect(answer.code == "not-found")
        server.close()
    }

    @Test(arguments: [
        ("{", 400, "invalid-json"), ("", 400, "invalid-json"), ("[]", 422, "validation-error"),
        (#"{"name":"a","name":"b"}"#, 400, "invalid-json"), ("\u{FEFF}{}", 400, "invalid-json"),
        ("{} {}", 400, "invalid-json"), ("null", 422, "validation-error"),
        (#"{"name":null,"kind":"public"}"#, 422, "validation-error"),
        (#"{"name":1,"kind":"public"}"#, 422, "validation-error"),
        (#"{"name":"\ud800","kind":"public"}"#, 400, "invalid-json"),
        (String(repeating: "[", count: 40), 400, "invalid-json"),
    ])
    func `a body that cannot be used is refused`(body: String, status: Int, code: String) throws {
        let server = try TestAPI()
        let answer = try server.send(
            "POST", "/v1/organisations", bytes: Array(body.utf8), token: nil,
            fields: ["Content-Type": "application/json"])
        #expect(answer.status == status, "\(answer.text)")
        #expect(answer.code == code)
        #expect(!answer.errors.isEmpty)
        #expect(answer.errors.allSatisfy { $0["pointer"]?.string?.hasPrefix("#") == true })
        server.close()
    }

    @Test(arguments: [
        ("limit=0", "limit"), ("limit=x", "limit"), ("colour=red", "colour"), ("sort=size", "sort"),
        ("sort=title,title", "sort"), ("sort=title,", "sort"), ("sort=", "sort"),
        ("count=maybe", "count"), ("region=NO-99", "region"), ("updatedAfter=now", "updatedAfter"),
        ("limit=1&limit=2", "limit"), ("cursor=zzz", "cursor"),
    ])
    func `a parameter that cannot be used is named`(query: String, name: String) throws {
        let server = try TestAPI()
        let answer = try server.send("GET", "/v1/arenas?\(query)")
        #expect(answer.status == 400)
        #expect(answer.errors.first?["parameter"] == .string(name))
        server.close()
    }
}
