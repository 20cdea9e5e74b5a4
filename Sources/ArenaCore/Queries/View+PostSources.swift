/// Where to look for the posts that the viewer may see: never where none of them can be, so that
/// neither an answer nor the time it takes tells of the unseen (DECISIONS §2).
///
/// What the sources hold still has to be asked `sees`: walls, exclusions and narrowed tokens hide
/// single posts among those in reach.
extension View {
    /// The organisation that reads, if one does: by a narrowed token not everywhere.
    private var reader: ID<Organisation>? { viewer.isActive ? viewer.organisation : nil }

    /// The arenas that the viewer acts in as a member.
    private var ownArenas: [ID<Arena>] {
        guard let reader else { return [] }
        return (state.organisationIndexes[reader]?.arenas ?? []).filter {
            isMember(viewer.acting(in: $0), of: $0)
        }
    }

    private var ownShelves: [Shelf] { ownArenas.map(Shelf.init(membersOf:)) }

    private var ownPosts: AuthorIndex {
        reader.flatMap { state.organisationIndexes[$0]?.posts } ?? AuthorIndex()
    }

    /// All published posts in reach.
    func publishedSources(_ order: TimeOrder) -> [PostSource] {
        if viewer.isAdmin { return state.published.sources(order) }
        var sources = state.published.everyone.sources(order)
        guard reader != nil else { return sources }
        if let narrowed = viewer.arenas {
            sources += narrowed.flatMap {
                state.arenaIndexes[$0]?.published.organisations.sources(order) ?? []
            }
        } else {
            sources += state.published.organisations.sources(order)
        }
        sources += ownArenas.flatMap {
            state.arenaIndexes[$0]?.published.members.sources(order) ?? []
        }
        // The author reads its own after leaving the arena.
        return sources + ownPosts.named.sources(order, where: \.isNarrow)
            + ownPosts.chatham.sources(order, where: \.isNarrow)
    }

    /// The published posts that an arena shows, as far as they are in reach.
    func publishedSources(in arena: ID<Arena>, _ order: TimeOrder) -> [PostSource] {
        guard let index = state.arenaIndexes[arena] else { return [] }
        if viewer.isAdmin { return index.sources(order) }
        var sources = index.published.everyone.sources(order)
        if let acting = viewer.acting(in: arena) {
            sources += index.published.organisations.sources(order)
            if isMember(acting, of: arena) { sources += index.published.members.sources(order) }
        }
        return sources + crossingSources(in: arena, index, order) + ownSources(in: arena, order)
    }

    /// The posts of an arena that the viewer can reach through another that shows them too.
    func crossingSources(in arena: ID<Arena>, _ index: ArenaIndex, _ order: TimeOrder)
        -> [PostSource]
    {
        var sources: [PostSource] = []
        if index.crossing.count > 0 { sources += index.crossing.sources(order, on: ownShelves) }
        if viewer.acting(in: arena) == nil, reader != nil, index.openCrossing.count > 0 {
            let shelves = (viewer.arenas ?? []).map(Shelf.init(membersOf:))
            sources += index.openCrossing.sources(order, on: shelves)
        }
        return sources
    }

    /// What the viewer's organisation has written for the members of the arena: it reads that
    /// after leaving too.
    func ownSources(in arena: ID<Arena>, _ order: TimeOrder) -> [PostSource] {
        let shelves = [Shelf(membersOf: arena)]
        return ownPosts.named.sources(order, on: shelves)
            + ownPosts.chatham.sources(order, on: shelves)
    }

    /// The published posts that the viewer may know to be of an author, as far as they are in
    /// reach.
    func publishedSources(by author: ID<Organisation>, _ order: TimeOrder) -> [PostSource] {
        guard let index = state.organisationIndexes[author]?.posts else { return [] }
        if viewer.isAdmin || reader == author { return index.sources(order) }
        var shelves = [Shelf.everyone]
        if let reader, walls(of: author).contains(reader) {
            // All that a wall leaves is CLEAR, in arenas that are not open to view too.
            shelves += ownArenas.filter { !state.isOpenToView($0) }.map(Shelf.init(membersOf:))
        } else if reader != nil {
            shelves += [.organisations] + ownShelves
        }
        return index.named.sources(order, on: shelves)
    }

    /// The published posts that are based on a post, as far as they are in reach.
    func heirSources(of post: ID<Post>) -> [PostSource] {
        guard let index = state.heirs[post] else { return [] }
        let shelves: [Shelf]
        if viewer.isAdmin {
            shelves = index.shelves
        } else if let reader {
            shelves = [.everyone, .organisations, Shelf(author: reader)] + ownShelves
        } else {
            shelves = [.everyone]
        }
        return shelves.map { .shelf(index, $0) }
    }

    /// What is held, hidden or retracted, for its author, curators and admins.
    func unpublishedSources(_ filter: PostFilter, _ order: TimeOrder) -> [PostSource] {
        guard viewer.isAdmin else {
            let curated = ownArenas.filter(curates)
            return ownPosts.unpublished.sources(order)
                + curated.flatMap { state.arenaIndexes[$0]?.unpublished.sources(order) ?? [] }
        }
        if !filter.authors.isEmpty {
            return filter.authors.flatMap {
                state.organisationIndexes[$0]?.posts.unpublished.sources(order) ?? []
            }
        }
        if !filter.arenas.isEmpty {
            return filter.arenas.flatMap {
                state.arenaIndexes[$0]?.unpublished.sources(order) ?? []
            }
        }
        return state.unpublished.sources(order)
    }
}
