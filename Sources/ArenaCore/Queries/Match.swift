/// Arenas that fit a wish, ranked (DECISIONS §22).
package struct Match: Sendable {
    package struct Reason: Sendable, Equatable {
        package let facet: Facets.Name
        package let code: String
    }

    package struct Item: Sendable {
        package let arena: Arena
        package let score: Int
        package let reasons: [Reason]
    }

    package var items: [Item]
    /// The facets of an arena that would fit, where none does.
    package var draft: Facets?
    /// How many active organisations share the unmet wish; nil under three.
    package var sharedBy: Int?
}

extension View {
    /// An arena fits when it shares a code in every facet that it has; those without facets fit
    /// everybody and come last; those that the viewer is in are not offered.
    ///
    /// A retired code stands for what took its place, in the wish and in the arenas.
    package func match(_ asked: Facets, limit: Int) -> Match {
        let wish = current(asked)
        var items: [Match.Item] = []
        var isMet = false
        for key in state.arenaOrder.ascending() {
            guard let arena = arena(key.id), arena.state == .open, let item = fit(arena, wish)
            else { continue }
            // One that the viewer is in meets the wish, and is not offered.
            isMet = isMet || item.score > 0
            if !isMember(viewer.acting(in: arena.id), of: arena.id) { items.append(item) }
        }
        items.sort { left, right in
            left.score == right.score
                ? left.arena.nameKey < right.arena.nameKey
                : left.score > right.score
        }
        var match = Match(items: Array(items.prefix(limit)))
        if !isMet, !wish.isEmpty {
            match.draft = wish
            let count = sharing(wish)
            match.sharedBy = count >= 3 ? count : nil
        }
        return match
    }

    private func fit(_ arena: Arena, _ wish: Facets) -> Match.Item? {
        var reasons: [Match.Reason] = []
        let held = current(arena.profile.facets)
        for name in Facets.Name.allCases where !held[name].isEmpty {
            let shared = held[name].filter(wish[name].contains)
            if shared.isEmpty { return nil }
            reasons += shared.map { Match.Reason(facet: name, code: $0) }
        }
        // A shared facet weighs more than a further code in the same facet.
        let facets = Set(reasons.map(\.facet)).count
        return Match.Item(arena: arena, score: facets * 10 + reasons.count, reasons: reasons)
    }

    private func sharing(_ wish: Facets) -> Int {
        state.organisationOrder.ascending().reduce(0) { count, key in
            guard let other = state.organisations[key.id]?.value, other.state == .active,
                current(other.profile.facets).matches(wish)
            else { return count }
            return count + 1
        }
    }
}
