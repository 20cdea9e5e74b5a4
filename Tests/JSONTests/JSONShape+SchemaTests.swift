import JSON
import Testing

private let author = JSONShape(
    "Author", "Who wrote it.",
    [
        JSONField("id", .text(min: 1, max: 36), readOnly: true, "Its id."),
        JSONField("name", .text(min: 0, max: 10), required: true, "The name.", example: "Kari"),
    ])

private func field(_ kind: JSONFieldKind, nullable: Bool = false) -> JSONShape {
    JSONShape("S", "A shape.", [JSONField("f", kind, nullable: nullable, "A field.")])
}

private func schema(
    _ kind: JSONFieldKind, nullable: Bool = false, forRequest: Bool = true,
    reference: (JSONShape) -> JSONValue? = { _ in nil }
) -> JSONValue? {
    let schema = field(kind, nullable: nullable)
        .schema(forRequest: forRequest, reference: reference)
    var object = schema["properties"]?["f"]?.object
    object?["description"] = nil
    return object.map(JSONValue.object)
}

struct JSONShapeSchemaTests {
    @Test func `a schema for requests leaves read-only fields out`() {
        #expect(
            author.schema(forRequest: true) == [
                "type": "object", "description": "Who wrote it.",
                "properties": [
                    "name": [
                        "type": "string", "maxLength": 10, "description": "The name.",
                        "examples": ["Kari"],
                    ]
                ],
                "required": ["name"], "additionalProperties": false,
            ])
    }

    @Test func `a schema for merge patches requires nothing`() {
        let schema = author.schema(forRequest: true, partial: true)
        #expect(schema["required"] == nil)
        #expect(schema["additionalProperties"] == false)
    }

    @Test func `a schema for answers requires every field`() {
        let schema = author.schema(forRequest: false)
        #expect(schema["required"] == ["id", "name"])
        #expect(schema["additionalProperties"] == nil)
        #expect(schema["properties"]?["id"]?["readOnly"] == true)
        #expect(
            schema.object?.members.map(\.key) == [
                "type", "description", "properties", "required",
            ])
    }

    @Test func `each kind has its schema`() {
        #expect(
            schema(.text(min: 1, max: 9)) == ["type": "string", "minLength": 1, "maxLength": 9])
        #expect(schema(.text(min: 0, max: .max)) == ["type": "string"])
        #expect(schema(.bool) == ["type": "boolean"])
        #expect(
            schema(.integer(min: 0, max: 9)) == ["type": "integer", "minimum": 0, "maximum": 9])
        #expect(schema(.integer(min: .min, max: .max)) == ["type": "integer"])
        #expect(schema(.number) == ["type": "number"])
        #expect(schema(.choice(["a", "b"])) == ["type": "string", "enum": ["a", "b"]])
        #expect(
            schema(.checked(format: "x", allowed: ["a"], pattern: "^a$") { _ in nil })
                == ["type": "string", "format": "x", "pattern": "^a$", "enum": ["a"]])
        #expect(schema(.checked(format: "x") { _ in nil }) == ["type": "string", "format": "x"])
        #expect(
            schema(.list(.bool, max: 3, unique: true)) == [
                "type": "array", "items": ["type": "boolean"], "maxItems": 3,
                "uniqueItems": true,
            ])
        #expect(schema(.any) == [:])
        #expect(schema(.reference(to: "Arena"))?["anyOf"]?.array?.count == 2)
        #expect(schema(.reference(to: "Arena"), forRequest: false)?["type"] == "object")
    }

    @Test func `null stands beside the type`() {
        #expect(schema(.bool, nullable: true) == ["type": ["boolean", "null"]])
        #expect(
            schema(.choice(["a"]), nullable: true)
                == ["type": ["string", "null"], "enum": ["a", nil]])
        #expect(schema(.any, nullable: true) == [:])
        #expect(schema(.reference(to: "Arena"), nullable: true)?["anyOf"]?.array?.count == 3)
        #expect(
            schema(.object(author), nullable: true) { _ in ["$ref": "#/a"] }
                == ["anyOf": [["$ref": "#/a"], ["type": "null"]]])
    }

    @Test func `a shape within a shape is written out or referred to`() {
        #expect(schema(.object(author))?["properties"]?["name"] != nil)
        let referring = schema(.list(.object(author), max: 2, unique: false)) {
            ["$ref": .string("#/components/schemas/\($0.name)")]
        }
        #expect(referring?["items"] == ["$ref": "#/components/schemas/Author"])
    }
}
