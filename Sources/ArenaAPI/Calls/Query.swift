import ArenaCore
import HTTP

/// The query of a call, checked against the parameters of its route.
struct Query: Sendable {
    private var values: [(name: String, value: String)] = []

    static let none = Query()

    private init() {}

    /// Throws one problem that names every parameter that is unknown, repeated or not valid.
    init(
        _ pairs: [(name: String, value: String)], for parameters: [QueryParameter],
        _ vocabularies: Vocabularies
    ) throws(Problem) {
        var problem = Problem(.invalidParameter)
        for pair in pairs {
            guard let parameter = parameters.first(where: { $0.name == pair.name }) else {
                problem.faults.append(
                    .init(place: .parameter(pair.name), code: "unknown-parameter", values: [:]))
                continue
            }
            if !parameter.repeats, values.contains(where: { $0.name == pair.name }) {
                problem.faults.append(
                    .init(place: .parameter(pair.name), code: "repeated-parameter", values: [:]))
            }
            if let fault = parameter.fault(pair.value, vocabularies) {
                problem.faults.append(
                    .init(
                        place: .parameter(pair.name), code: fault.code, values: fault.values))
            }
            values.append(pair)
        }
        if !problem.faults.isEmpty { throw problem }
    }

    func all(_ name: String) -> [String] {
        values.filter { $0.name == name }.map(\.value)
    }

    func first(_ name: String) -> String? {
        values.first { $0.name == name }?.value
    }

    func integer(_ name: String) -> Int64? { first(name).flatMap(Int64.init) }

    func flag(_ name: String) -> Bool { first(name) == "true" }

    func timestamp(_ name: String) -> Timestamp? { first(name).flatMap(Timestamp.init) }

    func choices<Choice: RawRepresentable<String>>(_ name: String, of: Choice.Type = Choice.self)
        -> [Choice]
    {
        all(name).compactMap(Choice.init(rawValue:))
    }

    var words: SearchWords { SearchWords(first("q") ?? "") }

    var facets: Facets {
        var facets = Facets()
        for name in Facets.Name.allCases { facets[name] = all(name.singular) }
        return facets
    }

    /// What decides which items a list holds and in which order, in one canonical text: what a
    /// cursor is bound to.
    var identity: String {
        let parts = values.filter { !["limit", "cursor", "count"].contains($0.name) }
            .map { "\($0.name)=\($0.value)" }.sorted()
        return parts.joined(separator: "&")
    }

    /// The pairs but for `cursor`, as sent: for the links of a page.
    var withoutCursor: [(name: String, value: String)] {
        values.filter { $0.name != "cursor" }
    }
}
