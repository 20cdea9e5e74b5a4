/// All vocabularies: as Arena came with them, and as its admins have extended them since.
package struct Vocabularies: Sendable {
    private var lists: [Vocabulary.Name: Vocabulary]

    /// What Arena comes with.
    package static let builtIn = Vocabularies([
        .sectors, .regions, .roles, .innovationTypes, .drivers, .values, .collaborators,
    ])

    private init(_ lists: [Vocabulary]) {
        self.lists = Dictionary(uniqueKeysWithValues: lists.map { ($0.name, $0) })
    }

    package subscript(name: Vocabulary.Name) -> Vocabulary { lists[name] ?? Vocabulary(name, []) }

    /// In the order in which they are shown.
    package var all: [Vocabulary] { Vocabulary.Name.allCases.map { self[$0] } }

    mutating func put(_ term: Vocabulary.Term, in name: Vocabulary.Name) {
        lists[name, default: Vocabulary(name, [])].put(term)
    }

    /// Why a code may not be written.
    package enum Fault: Sendable, Equatable {
        case unknown
        case retired(replacedBy: [String])
        case awaited(CivilDate)
    }

    /// nil where it may be written on that day.
    package func fault(
        of code: String, in name: Vocabulary.Name, on day: CivilDate
    ) -> Fault? {
        guard let term = lists[name]?[code] else { return .unknown }
        if term.isRetired(on: day) { return .retired(replacedBy: term.replacedBy) }
        if let first = term.validFrom, term.isAwaited(on: day) { return .awaited(first) }
        return nil
    }

    /// The facets with what took the place of codes that are retired on that day.
    package func current(_ facets: Facets, on day: CivilDate) -> Facets {
        var current = Facets()
        for name in Facets.Name.allCases {
            let vocabulary = self[name.vocabulary]
            for code in facets[name].flatMap({ vocabulary.current($0, on: day) })
            where !current[name].contains(code) {
                current[name].append(code)
            }
        }
        return current
    }

    /// What admins have made or changed, each after what takes its place.
    package var changed: [(name: Vocabulary.Name, term: Vocabulary.Term)] {
        all.flatMap { list in list.changed.map { (list.name, $0) } }
    }
}

extension Vocabulary {
    fileprivate var changed: [Term] {
        var rest = terms.filter { $0.updatedAt != nil }.sorted { $0.code < $1.code }
        var ordered: [Term] = []
        while !rest.isEmpty {
            let open = Set(rest.map(\.code))
            let ready = rest.filter { open.isDisjoint(with: $0.replacedBy) }
            // No rule lets a circle come to be, and none may hang whoever asks.
            guard !ready.isEmpty else { return ordered + rest }
            ordered += ready
            rest.removeAll { open.isDisjoint(with: $0.replacedBy) }
        }
        return ordered
    }
}
