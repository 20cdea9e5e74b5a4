import ArenaCore
import JSON

/// A query parameter that an operation takes.
package struct QueryParameter: Sendable {
    package enum Kind: Sendable {
        case text(max: Int)
        case choice([String])
        /// Codes of a vocabulary; one that is unknown matches nothing and is refused.
        case code(Vocabulary.Name)
        /// An id, or for arenas also a slug; one that is not seen matches nothing.
        case reference
        case integer(ClosedRange<Int64>)
        case boolean
        case timestamp
        /// Some of these, each once, with commas between them and a minus where they fall.
        case order([PageRequest.Field])
    }

    package let name: String
    package let kind: Kind
    /// Whether it may stand several times, which means any of the values.
    package let repeats: Bool
    package let summary: String

    init(_ name: String, _ kind: Kind, repeats: Bool = false, _ summary: String) {
        self.name = name
        self.kind = kind
        self.repeats = repeats
        self.summary = summary
    }

    /// What is wrong with a value; nil where nothing is.
    func fault(_ value: String, _ vocabularies: Vocabularies)
        -> (code: String, values: [String: String])?
    {
        switch kind {
        case .text(let max):
            if NationalIdentityNumber.occurs(in: value) { return ("national-id-not-allowed", [:]) }
            return value.unicodeScalars.count > max ? ("too-long", ["max": String(max)]) : nil
        case .choice(let allowed):
            return allowed.contains(value)
                ? nil : ("not-a-choice", ["allowed": allowed.joined(separator: ", ")])
        case .code(let name):
            // Retired ones as well: there is what has them.
            return vocabularies[name][value] == nil
                ? ("unknown-code", ["vocabulary": name.rawValue]) : nil
        case .reference:
            return nil
        case .integer(let range):
            guard let number = Int64(value) else { return ("not-an-integer", [:]) }
            return number < range.lowerBound
                ? ("too-small", ["min": String(range.lowerBound)])
                : number > range.upperBound
                    ? ("too-large", ["max": String(range.upperBound)]) : nil
        case .boolean:
            return value == "true" || value == "false" ? nil : ("not-a-boolean", [:])
        case .timestamp:
            return Timestamp(value) == nil ? ("not-a-timestamp", [:]) : nil
        case .order(let fields):
            let isKnown = ListOrder(value)?.fields.allSatisfy(fields.contains) ?? false
            let names = fields.map(\.rawValue).joined(separator: ", ")
            return isKnown ? nil : ("not-an-order", ["allowed": names])
        }
    }
}

extension QueryParameter {
    static let limit = QueryParameter(
        "limit", .integer(1...Int64.max), "How many items; more than 200 are lowered to 200.")
    static let cursor = QueryParameter(
        "cursor", .text(max: 2048), "Where the page begins: nextCursor of the page before.")
    static let count = QueryParameter("count", .boolean, "Whether to count all items.")
    static let updatedAfter = QueryParameter(
        "updatedAfter", .timestamp, "Only what was changed after this moment.")
    static let dryRun = QueryParameter(
        "dryRun", .boolean, "Whether to check everything and keep nothing.")
    static let words = QueryParameter(
        "q", .text(max: 200), "All of these words, by their beginnings.")

    static func sort(_ fields: [PageRequest.Field]) -> QueryParameter {
        QueryParameter(
            "sort", .order(fields),
            "What to sort by, first things first and with commas; a minus turns the order.")
    }

    static func facet(_ name: Facets.Name) -> QueryParameter {
        QueryParameter(
            name.singular, .code(name.vocabulary), repeats: true,
            "Any of these codes of /v1/vocabularies/\(name.rawValue).")
    }

    static let facets = Facets.Name.allCases.map(facet)
}
