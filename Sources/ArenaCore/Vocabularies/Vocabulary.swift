/// A list of codes that fields may hold, with their names (CONVENTIONS §9 and §10).
package struct Vocabulary: Sendable {
    package struct Entry: Sendable {
        package let code: String
        package let nb: String
        package let en: String
        /// What took the place of a code that is no longer written.
        package let replacedBy: [String]
        /// The first and the last day that it held, where the list says so.
        package let validFrom: CivilDate?
        package let validTo: CivilDate?

        init(
            _ code: String, _ nb: String, _ en: String, from: String? = nil, to: String? = nil,
            replacedBy: [String] = []
        ) {
            validFrom = from.flatMap { CivilDate($0) }
            validTo = to.flatMap { CivilDate($0) }
            self.code = code
            self.nb = nb
            self.en = en
            self.replacedBy = replacedBy
        }
    }

    package let name: String
    package let entries: [Entry]
    private let byCode: [String: Entry]

    init(_ name: String, _ entries: [Entry]) {
        self.name = name
        self.entries = entries
        byCode = Dictionary(uniqueKeysWithValues: entries.map { ($0.code, $0) })
    }

    /// The codes that may be written.
    package var codes: [String] { entries.filter(\.replacedBy.isEmpty).map(\.code) }

    package subscript(code: String) -> Entry? { byCode[code] }
}
