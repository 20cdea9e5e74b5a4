/// Vocabularies are the admins' (PRODUCT §5). A code once given keeps its meaning for what holds
/// it: it is renamed or retired, and never removed.
extension Write {
    package mutating func add(_ term: Vocabulary.Term, to name: Vocabulary.Name)
        throws(Refusal) -> Vocabulary.Term
    {
        try mustBeAdmin()
        let list = view.vocabularies[name]
        if list[term.code] != nil {
            let path = "/v1/vocabularies/\(name.rawValue)/\(term.code)"
            throw Refusal(.alreadyExists, values: ["existing": path])
        }
        if list.terms.count >= limits.termsPerVocabularyMax {
            throw Refusal(.tooMany, values: ["max": String(limits.termsPerVocabularyMax)])
        }
        try check(term, in: list)
        var added = term
        added.updatedAt = now
        note("vocabulary.add", .term(name, added))
        return added
    }

    /// Gives a code the names, the days and the replacements of `term`.
    package mutating func change(_ term: Vocabulary.Term, in name: Vocabulary.Name)
        throws(Refusal) -> Vocabulary.Term
    {
        try mustBeAdmin()
        let list = view.vocabularies[name]
        guard let old = list[term.code] else { throw Refusal(.notFound) }
        var changed = term
        changed.revision = old.revision
        changed.updatedAt = old.updatedAt
        if changed == old { return old }
        try check(changed, in: list)
        changed.revision += 1
        changed.updatedAt = now
        note("vocabulary.update", .term(name, changed))
        return changed
    }

    /// Puts a code back as another server had it, where this one has it as Arena came with it or
    /// not at all.
    package mutating func restore(_ term: Vocabulary.Term, in name: Vocabulary.Name)
        throws(Refusal)
    {
        try mustBeAdmin()
        try check(term, in: view.vocabularies[name])
        note("vocabulary.import", .term(name, term))
    }

    private func check(_ term: Vocabulary.Term, in list: Vocabulary) throws(Refusal) {
        var problems: [Refusal.Problem] = []
        if let first = term.validFrom, let last = term.validTo, last < first {
            problems.append(.init("/validTo", "before-start"))
        }
        for (place, code) in term.replacedBy.enumerated() {
            let pointer = "/replacedBy/\(place)"
            if code == term.code {
                problems.append(.init(pointer, "names-itself"))
            } else if list[code] == nil {
                let values = ["vocabulary": list.name.rawValue]
                problems.append(.init(pointer, "unknown-code", values))
            } else if list.leads(from: code, to: term.code) {
                problems.append(.init(pointer, "leads-back"))
            }
        }
        if !problems.isEmpty { throw Refusal(.validation, problems) }
    }
}

extension View {
    package var vocabularies: Vocabularies { state.vocabularies }

    /// The day in UTC on which codes hold or do not.
    package var today: CivilDate { now.day }

    /// The facets with what took the place of retired codes.
    func current(_ facets: Facets) -> Facets { vocabularies.current(facets, on: today) }
}
