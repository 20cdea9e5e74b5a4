/// A list of codes that fields may hold, with their names (CONVENTIONS §9 and §10).
package struct Vocabulary: Sendable {
    package enum Name: String, CaseIterable, Sendable {
        case sectors, regions, roles
        case innovationTypes = "innovation-types"
        case drivers, values, collaborators
    }

    package let name: Name
    /// Those that Arena comes with in their order, then those of admins by their codes.
    package private(set) var terms: [Term]
    private let builtInCount: Int
    private var places: [String: Int]

    init(_ name: Name, _ terms: [Term]) {
        self.name = name
        self.terms = terms
        builtInCount = terms.count
        places = Self.places(of: terms)
    }

    private static func places(of terms: [Term]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: terms.enumerated().map { ($1.code, $0) })
    }

    package subscript(code: String) -> Term? { places[code].map { terms[$0] } }

    /// Takes a term in, or changes the one that has its code.
    mutating func put(_ term: Term) {
        if let place = places[term.code] {
            terms[place] = term
        } else {
            let added = terms[builtInCount...]
            let place = added.firstIndex { term.code < $0.code } ?? terms.endIndex
            terms.insert(term, at: place)
            places = Self.places(of: terms)
        }
    }

    /// What took the place of a code, and of that in its turn; the code itself where nothing did.
    func current(_ code: String, on day: CivilDate) -> [String] {
        guard self[code]?.isRetired(on: day) ?? false else { return [code] }
        var current: [String] = []
        var open = [code]
        var seen: Set<String> = []
        while let next = open.popLast() {
            guard seen.insert(next).inserted else { continue }
            let term = self[next]
            let successors = term?.isRetired(on: day) ?? false ? term?.replacedBy ?? [] : []
            if successors.isEmpty { current.append(next) }
            open += successors.reversed()
        }
        return current
    }

    /// Whether a code leads to another by what takes its place.
    func leads(from code: String, to other: String) -> Bool {
        var open = [code]
        var seen: Set<String> = []
        while let next = open.popLast() {
            if next == other { return true }
            if seen.insert(next).inserted { open += self[next]?.replacedBy ?? [] }
        }
        return false
    }
}

extension Vocabulary {
    /// A code and what it means.
    package struct Term: Sendable, Equatable {
        package let code: String
        package var nb: String
        package var en: String
        /// The first and the last day on which it is written.
        package var validFrom: CivilDate?
        package var validTo: CivilDate?
        /// What takes its place.
        package var replacedBy: [String] = []
        package var revision = 1
        /// When an admin made or changed it; nil as Arena came with it.
        package var updatedAt: Timestamp?

        package init(_ code: String, _ nb: String, _ en: String) {
            self.code = code
            self.nb = nb
            self.en = en
        }

        init(
            _ code: String, _ nb: String, _ en: String, from: String? = nil, to: String? = nil,
            replacedBy: [String] = []
        ) {
            self.init(code, nb, en)
            validFrom = from.flatMap { CivilDate($0) }
            validTo = to.flatMap { CivilDate($0) }
            self.replacedBy = replacedBy
        }

        /// Whether it is written no more; without a last day, what takes its place does so at once.
        package func isRetired(on day: CivilDate) -> Bool {
            validTo.map { $0 < day } ?? !replacedBy.isEmpty
        }

        package func isAwaited(on day: CivilDate) -> Bool { validFrom.map { day < $0 } ?? false }
    }
}
