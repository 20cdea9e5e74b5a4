import ArenaCore
import JSON

/// Reads the fields of a body whose shape has been checked, and collects what only the domain
/// can tell is wrong: references to what the viewer may not see.
struct FieldReader {
    private let value: JSONValue
    private let view: View
    private var problems: [Refusal.Problem] = []

    init(_ value: JSONValue, _ view: View) {
        self.value = value
        self.view = view
    }

    mutating func problem(_ pointer: String, _ code: String, _ values: [String: String] = [:]) {
        problems.append(Refusal.Problem(pointer, code, values))
    }

    /// Throws all that was collected.
    func finish() throws(Refusal) {
        if !problems.isEmpty { throw Refusal(.validation, problems) }
    }

    /// Whether the body names the field, be it with null.
    func has(_ name: String) -> Bool { value[name] != nil }

    func text(_ name: String) -> String? { value[name]?.string }

    func texts(_ name: String) -> [String] {
        guard case .array(let items)? = value[name] else { return [] }
        var texts: [String] = []
        texts.reserveCapacity(items.count)
        for case .string(let text) in items { texts.append(text) }
        return texts
    }

    func flag(_ name: String) -> Bool? { value[name]?.bool }

    func integer(_ name: String) -> Int64? { value[name]?.integer }

    func array(_ name: String) -> [JSONValue] { value[name]?.array ?? [] }

    func object(_ name: String) -> JSONValue? {
        guard let object = value[name], !object.isNull else { return nil }
        return object
    }

    func choice<Choice: RawRepresentable<String>>(_ name: String, as: Choice.Type = Choice.self)
        -> Choice?
    {
        text(name).flatMap(Choice.init(rawValue:))
    }

    func label(_ name: String) -> TLP? { text(name).flatMap(TLP.init(label:)) }

    func timestamp(_ name: String) -> Timestamp? { text(name).flatMap { Timestamp($0) } }

    func date(_ name: String) -> CivilDate? { text(name).flatMap { CivilDate($0) } }

    var facets: Facets {
        Facets(sectors: texts("sectors"), regions: texts("regions"), roles: texts("roles"))
    }

    /// The organisation that a field refers to; a problem where the viewer may not see it.
    mutating func organisation(_ name: String) -> ID<Organisation>? {
        guard let reference = object(name) else { return nil }
        return organisation(reference, at: "/\(name)")
    }

    /// With `trusting` also what the viewer cannot see, or not yet.
    mutating func organisations(_ name: String, trusting: Bool = false) -> [ID<Organisation>] {
        array(name).enumerated().compactMap { index, reference in
            if trusting, let id = id(reference, of: Organisation.self) { return id }
            return organisation(reference, at: "/\(name)/\(index)")
        }
    }

    /// The arena that a field refers to; a problem where the viewer may not see it.
    mutating func arena(_ name: String) -> Arena? {
        guard let found = value[name].flatMap(referenceText).flatMap(view.arena(named:)) else {
            problem("/\(name)", has(name) ? "unknown" : "required")
            return nil
        }
        return found
    }

    func id<Subject>(_ reference: JSONValue, of: Subject.Type = Subject.self) -> ID<Subject>? {
        referenceText(reference).flatMap { ID<Subject>($0) }
    }

    mutating func organisation(_ reference: JSONValue, at pointer: String) -> ID<Organisation>? {
        guard let id = referenceText(reference).flatMap({ ID<Organisation>($0) }),
            view.organisation(id) != nil
        else {
            problem(pointer, "unknown")
            return nil
        }
        return id
    }

    mutating func arenas(_ name: String) -> [ID<Arena>] {
        array(name).enumerated().compactMap { index, reference in
            guard let found = referenceText(reference).flatMap(view.arena(named:)) else {
                problem("/\(name)/\(index)", "unknown")
                return nil
            }
            return found.id
        }
    }

    mutating func post(_ reference: JSONValue, at pointer: String) -> ID<Post>? {
        guard let id = referenceText(reference).flatMap({ ID<Post>($0) }), view.post(id) != nil
        else {
            problem(pointer, "unknown")
            return nil
        }
        return id
    }

    /// A reference is an id, or for arenas a slug, or the object that an answer gave.
    private func referenceText(_ reference: JSONValue) -> String? {
        reference.string ?? reference["id"]?.string
    }
}
