import Foundation
import Testing

@testable import ArenaCore

/// One that follows the feed of changes, at its own pace.
private struct Follower {
    private struct Thing: Equatable {
        let word: String
        let revision: Int
        var hangsOn: ID<ChangeLine>?
    }

    private var things: [ID<ChangeLine>: Thing] = [:]
    private(set) var place: UInt64 = 0
    /// What it was told of, and how first.
    private(set) var told: [ID<ChangeLine>: String] = [:]

    /// Reads about so many lines, or all there are, and is cut off after some of them.
    mutating func follow(_ view: View, limit: Int, cutAfter: Int = .max) {
        var walk = ChangeWalk(view, after: place)
        var count = 0
        var last: UInt64?
        while count < limit || walk.isInPiece, let lines = walk.next() {
            for line in lines {
                if count == cutAfter { return }
                #expect(last.map { $0 <= line.sequence } ?? true, "the numbers rise")
                last = line.sequence
                take(line)
                count += 1
            }
        }
    }

    private mutating func take(_ line: ChangeLine) {
        place = line.sequence
        guard let id = line.id else {
            if line.type == "reset" { things = [:] }
            return
        }
        if told[id] == nil { told[id] = "\(line.type) at \(line.sequence >> 20)" }
        if let item = line.item {
            things[id] = Thing(word: item.word, revision: item.revision, hangsOn: item.hangsOn)
        } else {
            things[id] = nil
            if line.type == "post.withdrawn" || line.type == "event.withdrawn" {
                things = things.filter { $0.value.hangsOn != id }
            }
        }
    }

    /// Compares what it has with what there is to be seen.
    func check(_ items: [ChangeLine.Item], _ who: String) {
        let expected = Set(items.map(\.id))
        let had = Set(things.keys)
        #expect(
            expected.subtracting(had).isEmpty,
            "\(who) lacks \(items.filter { !had.contains($0.id) }.map(\.word))")
        let rest = had.subtracting(expected).map { "\(things[$0]?.word ?? "") \($0)" }
        #expect(rest.isEmpty, "\(who) still has \(rest)")
        for item in items {
            #expect(things[item.id]?.revision == item.revision, "\(who) has an old \(item.word)")
        }
    }
}

extension ChangeLine.Item {
    fileprivate var hangsOn: ID<ChangeLine>? {
        switch self {
        case .adoption(let value): ID(value.post)
        case .comment(let value, _): ID(value.post)
        case .followUp(let value): ID(value.post)
        case .attendance(let value): ID(value.event)
        default: nil
        }
    }
}

struct ChangeWalkTests {
    /// More where `ARENA_SEEDS` asks for them.
    private static let seeds = Array(
        1...(ProcessInfo.processInfo.environment["ARENA_SEEDS"].flatMap(UInt64.init) ?? 12))

    @Test(arguments: ChangeWalkTests.seeds)
    func `whoever follows ends with what there is to be seen, and was told of nothing else`(
        _ seed: UInt64
    ) {
        var lawful = LawfulWorld(seed: seed)
        var followers = lawful.viewers.map { _ in Follower() }
        var seen = lawful.viewers.map { _ in Set<ID<ChangeLine>>() }
        for _ in 0..<400 {
            lawful.step()
            let subjects = lawful.subjects
            for (index, viewer) in lawful.viewers.enumerated() {
                let view = lawful.world.view(viewer)
                seen[index].formUnion(subjects.compactMap { view.item(of: $0)?.id })
                guard lawful.random.below(6) == 0 else { continue }
                let limit = 1 + lawful.random.below(30)
                let cut = lawful.random.below(3) == 0 ? lawful.random.below(20) : .max
                followers[index].follow(view, limit: limit, cutAfter: cut)
            }
        }
        #expect(lawful.doneCount > 40)
        for (index, viewer) in lawful.viewers.enumerated() {
            let view = lawful.world.view(viewer)
            // Once more than it takes: what was cut off comes again.
            for _ in 0..<2 { followers[index].follow(view, limit: .max) }
            let items = lawful.subjects.compactMap(view.item)
            followers[index].check(items, "viewer \(index) of seed \(seed)")
            let secrets = followers[index].told.filter { !seen[index].contains($0.key) }
            #expect(secrets.isEmpty, "viewer \(index), seed \(seed), was told \(secrets.values)")
        }
    }
}
