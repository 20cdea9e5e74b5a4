import JSON
import Testing

private let author = JSONShape(
    "Author", "Who wrote it.",
    [
        JSONField("id", .text(min: 1, max: 36), readOnly: true, "Its id."),
        JSONField("name", .text(min: 1, max: 10), required: true, "The name.", example: "Kari"),
    ])

private let post = JSONShape(
    "Post", "A post.",
    [
        JSONField("id", .text(min: 36, max: 36), readOnly: true, "Its id."),
        JSONField(
            "title", .text(min: 1, max: 5), required: true, "The headline.", example: "Røyk"),
        JSONField("body", .text(min: 0, max: .max), nullable: true, "The text."),
        JSONField("isOpen", .bool, "Whether it is open."),
        JSONField("count", .integer(min: 1, max: 10), "How many."),
        JSONField("ratio", .number, "How much."),
        JSONField("kind", .choice(["drill", "event"]), nullable: true, "What sort."),
        JSONField(
            "code", .checked(format: "code") { $0 == "x" ? nil : JSONIssue("unknown-code") },
            "A code."),
        JSONField("owner", .reference(to: "Organisation"), nullable: true, "Who owns it."),
        JSONField(
            "tags", .list(.text(min: 1, max: 3), max: 3, unique: true), "Its tags.",
            example: ["a"]),
        JSONField(
            "walls", .list(.reference(to: "Organisation"), max: 5, unique: true), "Its walls."),
        JSONField("authors", .list(.object(author), max: 2, unique: false), "Who wrote it."),
        JSONField("lead", .object(author), nullable: true, "The first of them."),
        JSONField("extra", .any, "Anything."),
    ])

private func problems(_ text: String, partial: Bool = false) throws -> [String] {
    try post.problems(in: JSONValue(parsing: Array(text.utf8)), partial: partial).map {
        let values = $0.issue.values.sorted { $0.key < $1.key }.map { " \($0.key)=\($0.value)" }
        return "\($0.pointer.path) \($0.issue.code)" + values.joined()
    }
}

struct JSONShapeTests {
    @Test(arguments: [
        #"{"title":"a"}"#, #"{"title":"ææææå"}"#, #"{"title":"a","body":null}"#,
        #"{"title":"a","id":"anything","isOpen":false,"count":10,"ratio":1,"kind":"event"}"#,
        #"{"title":"a","ratio":1.5e3,"kind":null,"code":"x","owner":"1","tags":["a","b"]}"#,
        #"{"title":"a","owner":{"id":"1","name":"n"},"walls":["1",{"id":"2"}],"extra":null}"#,
        #"{"title":"a","authors":[{"name":"n"},{"id":"1","name":"n"}],"lead":null}"#,
    ])
    func `a value of the shape has no problems`(_ text: String) throws {
        #expect(try problems(text) == [])
    }

    @Test(arguments: [
        ("{}", ["/title required"]), ("[]", [" not-an-object"]), ("null", [" not-an-object"]),
        (#"{"title":null}"#, ["/title null-not-allowed"]),
        (#"{"title":""}"#, ["/title too-short min=1"]),
        (#"{"title":"abcdef"}"#, ["/title too-long max=5"]),
        (#"{"title":1}"#, ["/title not-a-string"]),
        (#"{"title":"a","isOpen":"true"}"#, ["/isOpen not-a-boolean"]),
        (#"{"title":"a","count":0}"#, ["/count too-small min=1"]),
        (#"{"title":"a","count":11}"#, ["/count too-large max=10"]),
        (#"{"title":"a","count":99999999999999999999}"#, ["/count too-large max=10"]),
        (#"{"title":"a","count":-99999999999999999999}"#, ["/count too-small min=1"]),
        (#"{"title":"a","count":1.0}"#, ["/count not-an-integer"]),
        (#"{"title":"a","count":-0}"#, ["/count not-an-integer"]),
        (#"{"title":"a","count":"1"}"#, ["/count not-an-integer"]),
        (#"{"title":"a","ratio":"1"}"#, ["/ratio not-a-number"]),
        (#"{"title":"a","ratio":1e999}"#, ["/ratio not-a-number"]),
        (#"{"title":"a","kind":"x"}"#, ["/kind not-a-choice allowed=drill, event"]),
        (#"{"title":"a","kind":1}"#, ["/kind not-a-string"]),
        (#"{"title":"a","code":"y"}"#, ["/code unknown-code"]),
        (#"{"title":"a","code":[]}"#, ["/code not-a-string"]),
        (#"{"title":"a","owner":1}"#, ["/owner not-a-string"]),
        (#"{"title":"a","owner":{"name":"n"}}"#, ["/owner/id required"]),
        (#"{"title":"a","owner":{"id":1}}"#, ["/owner/id not-a-string"]),
        (#"{"title":"a","tags":"a"}"#, ["/tags not-an-array"]),
        (#"{"title":"a","tags":["a","b","a"]}"#, ["/tags/2 not-unique"]),
        (#"{"title":"a","tags":["a","b","c","d"]}"#, ["/tags too-many-items max=3"]),
        (#"{"title":"a","tags":["a",1,null]}"#, ["/tags/1 not-a-string", "/tags/2 not-a-string"]),
        (#"{"title":"a","walls":["1",{"id":"1"}]}"#, ["/walls/1 not-unique"]),
        (#"{"title":"a","authors":[{}]}"#, ["/authors/0/name required"]),
        (
            #"{"title":"a","lead":{"naem":"n"}}"#,
            [
                "/lead/name required", "/lead/naem unknown-field name=naem nearest=name",
            ]
        ),
    ])
    func `a problem has its place and its code`(_ text: String, _ expected: [String]) throws {
        #expect(try problems(text) == expected)
    }

    @Test func `all problems are found at once`() throws {
        let text = #"{"count":"x","isOpen":1,"tags":[1,1],"tilte":"a","a/b":1}"#
        #expect(
            try problems(text) == [
                "/title required", "/isOpen not-a-boolean", "/count not-an-integer",
                "/tags/0 not-a-string", "/tags/1 not-a-string", "/tags/1 not-unique",
                "/tilte unknown-field name=tilte nearest=title",
                "/a~1b unknown-field name=a/b",
            ])
    }

    @Test(
        arguments: [
            ("titel", "title"), ("Title", "title"), ("title2", "title"), ("tile", "title"),
            ("IsOpen", "isOpen"), ("is_open", "isOpen"), ("owner_", "owner"), ("x", nil),
            ("xyz", nil), ("headline", nil), ("", nil),
        ] as [(String, String?)])
    func `an unknown field names the nearest`(_ name: String, _ nearest: String?) {
        var object = JSONObject()
        object["title"] = "a"
        object[name] = 1
        let problems = post.problems(in: .object(object))
        #expect(problems.map(\.issue.code) == ["unknown-field"])
        #expect(problems.first?.issue.values["nearest"] == nearest)
    }

    @Test func `a partial value need not have required fields`() throws {
        #expect(try problems("{}", partial: true) == [])
        #expect(try problems(#"{"lead":{}}"#, partial: true) == [])
        #expect(try problems(#"{"title":null}"#, partial: true) == ["/title null-not-allowed"])
        #expect(
            try problems(#"{"authors":[{}]}"#, partial: true) == ["/authors/0/name required"])
    }

    @Test func `a hostile value does not make an endless list of problems`() throws {
        let members = (0..<20_000).map { "\"titl\($0)\":1" }.joined(separator: ",")
        #expect(try problems("{\(members)}").count == JSONShape.problemsMax)
    }
}
