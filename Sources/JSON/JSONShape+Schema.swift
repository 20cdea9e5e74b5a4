extension JSONShape {
    /// The shape as JSON Schema 2020-12, as OpenAPI 3.1 takes it.
    ///
    /// For requests read-only fields are left out and other members refused; `partial` is for
    /// merge patches and requires nothing. For answers every field is required and further
    /// members may come. `reference` may give a `$ref` to use for a shape within this one;
    /// where it gives nil the shape is written out in its place.
    public func schema(
        forRequest: Bool, partial: Bool = false,
        reference: (JSONShape) -> JSONValue? = { _ in nil }
    ) -> JSONValue {
        withoutActuallyEscaping(reference) { reference in
            JSONSchemaWriting(
                isForRequest: forRequest, isPartial: partial, reference: reference
            ).schema(of: self)
        }
    }
}

/// One direction of schema writing.
private struct JSONSchemaWriting {
    let isForRequest: Bool
    let isPartial: Bool
    let reference: (JSONShape) -> JSONValue?

    func schema(of shape: JSONShape) -> JSONValue {
        var schema: JSONObject = ["type": "object", "description": .string(shape.description)]
        let fields = shape.fields.filter { !isForRequest || !$0.isReadOnly }
        var properties = JSONObject()
        for field in fields { properties[field.name] = self.schema(of: field) }
        schema["properties"] = .object(properties)
        let required = fields.filter { isForRequest ? $0.isRequired && !isPartial : true }
        if !required.isEmpty { schema["required"] = .strings(required.map(\.name)) }
        if isForRequest { schema["additionalProperties"] = false }
        return .object(schema)
    }

    private func schema(of field: JSONField) -> JSONValue {
        var schema = schema(of: field.kind)
        if field.isNullable { schema = schema.orNull }
        schema["description"] = .string(field.description)
        if field.isReadOnly { schema["readOnly"] = true }
        if let example = field.example { schema["examples"] = [example] }
        return .object(schema)
    }

    private func schema(of kind: JSONFieldKind) -> JSONObject {
        switch kind {
        case .text(let min, let max):
            var schema: JSONObject = ["type": "string"]
            if min > 0 { schema["minLength"] = .integer(Int64(min)) }
            if max < .max { schema["maxLength"] = .integer(Int64(max)) }
            return schema
        case .bool: return ["type": "boolean"]
        case .integer(let min, let max):
            var schema: JSONObject = ["type": "integer"]
            if min > .min { schema["minimum"] = .integer(min) }
            if max < .max { schema["maximum"] = .integer(max) }
            return schema
        case .number: return ["type": "number"]
        case .choice(let allowed): return ["type": "string", "enum": .strings(allowed)]
        case .checked(let format, let allowed, let pattern, _):
            var schema: JSONObject = ["type": "string", "format": .string(format)]
            schema["pattern"] = pattern.map(JSONValue.string)
            if !allowed.isEmpty { schema["enum"] = .strings(allowed) }
            return schema
        case .term(let list): return ["type": "string", "format": .string("\(list)-code")]
        case .reference(let name): return referenceSchema(to: name)
        case .list(let kind, let max, let unique):
            var schema: JSONObject = ["type": "array", "items": .object(self.schema(of: kind))]
            if max < .max { schema["maxItems"] = .integer(Int64(max)) }
            if unique { schema["uniqueItems"] = true }
            return schema
        case .object(let shape):
            return reference(shape)?.object ?? schema(of: shape).object ?? JSONObject()
        case .any: return JSONObject()
        }
    }

    private func referenceSchema(to name: String) -> JSONObject {
        let object: JSONObject = [
            "type": "object",
            "description": .string("Refers to a resource of type \(name)."),
            "properties": ["id": ["type": "string"]],
            "required": ["id"],
        ]
        guard isForRequest else { return object }
        return [
            "anyOf": [
                ["type": "string", "description": .string("The id of \(name).")],
                .object(object),
            ]
        ]
    }
}

extension JSONObject {
    /// The schema, and null beside it.
    fileprivate var orNull: JSONObject {
        var schema = self
        if let type = schema["type"] {
            schema["type"] = [type, "null"]
            if case .array(let allowed) = schema["enum"] {
                schema["enum"] = .array(allowed + [nil])
            }
            return schema
        }
        if case .array(let choices) = schema["anyOf"] {
            schema["anyOf"] = .array(choices + [["type": "null"]])
            return schema
        }
        return schema.isEmpty ? schema : ["anyOf": [.object(schema), ["type": "null"]]]
    }
}

extension JSONValue {
    fileprivate static func strings(_ texts: [String]) -> JSONValue {
        .array(texts.map(JSONValue.string))
    }
}
