import HTTP
import JSON
import Testing

@testable import ArenaAPI

/// What is sent for an experience and cannot be taken.
struct MalformedBody: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let body: [UInt8]
    let status: Int
    let pointer: String
    let fault: String

    init(_ name: String, _ body: String, _ status: Int, _ pointer: String, _ fault: String) {
        self.init(name, bytes: Array(body.utf8), status, pointer, fault)
    }

    init(_ name: String, bytes: [UInt8], _ status: Int, _ pointer: String, _ fault: String) {
        testDescription = name
        body = bytes
        self.status = status
        self.pointer = pointer
        self.fault = fault
    }

    /// A body that is good but for one member, which is added or replaces a good one.
    init(_ name: String, member: String, _ pointer: String, _ fault: String) {
        let good = [#""title":"T""#, #""body":"B""#, #""tlp":"TLP:GREEN""#]
        let key = member.split(separator: ":").first ?? ""
        let members = good.filter { !$0.hasPrefix(key) } + [member]
        self.init(name, "{\(members.joined(separator: ","))}", 422, pointer, fault)
    }

    static let noJSON: [MalformedBody] = [
        MalformedBody("nothing", "", 400, "#", "not-json"),
        MalformedBody("spaces", "  \n", 400, "#", "not-json"),
        MalformedBody("a word", "hello", 400, "#", "not-json"),
        MalformedBody("a form", "title=T&body=B", 400, "#", "not-json"),
        MalformedBody("XML", "<title/>", 400, "#", "not-json"),
        MalformedBody("an open brace", "{", 400, "#", "not-json"),
        MalformedBody("an open text", #"{"title":"T"#, 400, "#/title", "not-json"),
        MalformedBody("no value", #"{"title":}"#, 400, "#/title", "not-json"),
        MalformedBody("no colon", #"{"title" "T"}"#, 400, "#/title", "not-json"),
        MalformedBody("a comma too many", #"{"title":"T",}"#, 400, "#", "not-json"),
        MalformedBody("a comment", #"{"title":"T" /* x */}"#, 400, "#", "not-json"),
        MalformedBody("single quotes", "{'title':'T'}", 400, "#", "not-json"),
        MalformedBody("a bare name", #"{title:"T"}"#, 400, "#", "not-json"),
        MalformedBody("a name twice", #"{"title":"T","title":"U"}"#, 400, "#/title", "not-json"),
        MalformedBody("two values", "{} {}", 400, "#", "not-json"),
        MalformedBody("a mark of byte order", "\u{FEFF}{}", 400, "#", "not-json"),
        MalformedBody("a line end in a text", "{\"title\":\"a\nb\"}", 400, "#/title", "not-json"),
        MalformedBody("an unknown escape", #"{"title":"\x"}"#, 400, "#/title", "not-json"),
        MalformedBody("half a pair", #"{"title":"\ud800"}"#, 400, "#/title", "not-json"),
        MalformedBody("a plus", #"{"title":+1}"#, 400, "#/title", "not-json"),
        MalformedBody("a zero before", #"{"title":01}"#, 400, "#/title", "not-json"),
        MalformedBody("NaN", #"{"title":NaN}"#, 400, "#/title", "not-json"),
        MalformedBody("True", #"{"title":True}"#, 400, "#/title", "not-json"),
        MalformedBody(
            "too deep", String(repeating: "[", count: 33), 400,
            "#" + String(repeating: "/0", count: 32), "not-json"),
        MalformedBody(
            "Latin-1", bytes: Array("{\"title\":\"".utf8) + [0xE6] + Array("\"}".utf8), 400,
            "#/title", "not-json"),
        MalformedBody(
            "UTF-16", bytes: [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], 400, "#", "not-json"),
        MalformedBody("a zero byte", bytes: [0], 400, "#", "not-json"),
    ]

    static let notObjects: [MalformedBody] = [
        MalformedBody("null", "null", 422, "#", "not-an-object"),
        MalformedBody("a list", "[]", 422, "#", "not-an-object"),
        MalformedBody("a text", "\"title\"", 422, "#", "not-an-object"),
        MalformedBody("a number", "7", 422, "#", "not-an-object"),
        MalformedBody("no title", #"{"body":"B","tlp":"TLP:GREEN"}"#, 422, "#/title", "required"),
        MalformedBody("no body", #"{"title":"T","tlp":"TLP:GREEN"}"#, 422, "#/body", "required"),
        MalformedBody("no label", #"{"title":"T","body":"B"}"#, 422, "#/tlp", "required"),
    ]

    static let fields: [MalformedBody] = [
        .init("a typo", member: #""tilte":"T""#, "#/tilte", "unknown-field"),
        .init("another's field", member: #""charter":"T""#, "#/charter", "unknown-field"),
        .init("null for a text", member: #""title":null"#, "#/title", "null-not-allowed"),
        .init("a number for a text", member: #""title":1"#, "#/title", "not-a-string"),
        .init("a list for a text", member: #""title":["T"]"#, "#/title", "not-a-string"),
        .init("an empty title", member: #""title":"""#, "#/title", "too-short"),
        .init("a blank title", member: #""title":"  ""#, "#/title", "blank"),
        .init(
            "a long title", member: "\"title\":\"\(String(repeating: "x", count: 301))\"",
            "#/title", "too-long"),
        .init("a bell", member: #""title":"\u0007""#, "#/title", "control-character"),
        .init("a birth number", member: #""title":"15108695088""#, "#/title", nationalID),
        .init("a birth number in tags", member: #""tags":["15108695088"]"#, "#/tags/0", nationalID),
        .init("a label of old", member: #""tlp":"TLP:WHITE""#, "#/tlp", "tlp-white-is-clear"),
        .init("red", member: #""tlp":"TLP:RED""#, "#/tlp", "tlp-red-not-accepted"),
        .init("a label in lower case", member: #""tlp":"tlp:green""#, "#/tlp", "not-a-choice"),
        .init("an unknown outcome", member: #""outcome":"good""#, "#/outcome", "not-a-choice"),
        .init("an unknown driver", member: #""drivers":["x"]"#, "#/drivers/0", "unknown-code"),
        .init("a text for a list", member: #""tags":"a""#, "#/tags", "not-an-array"),
        .init("the same twice", member: #""tags":["a","a"]"#, "#/tags/1", "not-unique"),
        .init("a number in a list", member: #""tags":[1]"#, "#/tags/0", "not-a-string"),
        .init("an id that is none", member: #""exclude":["x"]"#, "#/exclude/0", "unknown"),
        .init("a post that is not there", member: basedOnNothing, "#/basedOn/0/post", "unknown"),
        .init("part of a source", member: #""basedOn":[{}]"#, "#/basedOn/0/post", "required"),
        .init("a text for a source", member: #""basedOn":["x"]"#, "#/basedOn/0", "not-an-object"),
        .init("a field in a field", member: #""lesson":{"x":1}"#, "#/lesson/x", "unknown-field"),
        .init("a language of its own", member: #""lang":"!""#, "#/lang", "not-a-language"),
        .init("a state", member: #""state":"published""#, "#/state", "read-only"),
        .init("a pin", member: #""pinned":true"#, "#/pinned", "read-only"),
        .init("a word for yes", member: #""declaration":"yes""#, "#/declaration", "not-a-boolean"),
    ]

    private static let nationalID = "national-id-not-allowed"
    private static let basedOnNothing =
        #""basedOn":[{"post":"019b76da-a800-7c3d-a1f2-b3c4d5e6f708","kind":"copied"}]"#

    static let all = noJSON + notObjects + fields
}

/// Bad input gets a clear problem that names the field and the remedy, and nothing is kept.
struct MalformedBodyTests {
    private struct World {
        let server: TestAPI
        let member: TestAPI.Party
    }

    private static let world = Result { () throws -> World in
        let server = try TestAPI()
        let member = try server.organisation("Etat")
        try server.join(member, try server.arena("strom"))
        return World(server: server, member: member)
    }

    private static let path = "/v1/arenas/strom/posts"

    @Test func `there are sixty and more`() {
        #expect(MalformedBody.all.count >= 60)
        #expect(Set(MalformedBody.all.map(\.body)).count == MalformedBody.all.count)
    }

    @Test(arguments: MalformedBody.all)
    func `a malformed body is named in both languages and nothing is kept`(_ one: MalformedBody)
        throws
    {
        let world = try Self.world.get()
        var details: Set<String> = []
        for language in ["nb", "en"] {
            let answer = try world.server.send(
                "POST", Self.path, bytes: one.body, token: world.member.token,
                fields: ["Content-Type": "application/json", "Accept-Language": language])
            #expect(answer.status == one.status, "\(answer.text)")
            #expect(answer.fields["Content-Language"] == language)
            let fault = answer.errors.first {
                $0["pointer"]?.string == one.pointer && $0["code"]?.string == one.fault
            }
            let detail = fault?["detail"]?.string ?? ""
            #expect(!detail.isEmpty && detail != one.fault, "\(answer.text)")
            #expect(!detail.contains("{") || one.fault == "not-json", "\(detail)")
            details.insert(detail)
        }
        #expect(details.count == 2, "the same in both languages: \(details)")
        let list = try world.server.send("GET", Self.path, token: world.member.token)
        #expect(list.items.isEmpty)
    }
}
