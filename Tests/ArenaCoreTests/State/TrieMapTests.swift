import ArenaCore
import Testing

struct TrieMapTests {
    @Test func `it holds what a dictionary holds, and copies stay as they were`() {
        var random = SeededGenerator(seed: 11)
        var map = TrieMap<ID<Post>, Int>()
        var plain: [ID<Post>: Int] = [:]
        var copies: [(TrieMap<ID<Post>, Int>, [ID<Post>: Int])] = []
        var wrong = 0
        for step in 0..<20_000 {
            let key = ID<Post>(high: 0, low: UInt64(random.below(3000)) &* 0x9E37_79B9_7F4A_7C15)
            switch random.below(4) {
            case 0:
                map[key] = nil
                plain[key] = nil
            case 1:
                let sum = map.modify(key, default: 100) { value in
                    value += step
                    return value
                }
                plain[key, default: 100] += step
                if sum != plain[key] { wrong += 1 }
            default:
                map[key] = step
                plain[key] = step
            }
            if map[key] != plain[key] || map.count != plain.count { wrong += 1 }
            if step % 4000 == 0 { copies.append((map, plain)) }
        }
        #expect(wrong == 0)
        for (map, plain) in copies + [(map, plain)] {
            #expect(map.values.sorted() == plain.values.sorted())
            #expect(plain.allSatisfy { map[$0.key] == $0.value })
        }
    }

    @Test func `ids that are made at once share their way, those of a year fan out early`() {
        var ids = IDGenerator(seed: 3)
        let start = Timestamp(milliseconds: 1_790_000_000_000)
        let burst = (0..<1000).map { ids.next(start.adding(seconds: $0 / 900)) as ID<Post> }
        #expect(Set(burst.map { $0.trieBits & 0xFFFF }).count == 1)
        #expect(Set(burst.map(\.trieBits)).count == burst.count)
        let year = (0..<10_000).map { ids.next(start.adding(seconds: $0 * 3154)) as ID<Post> }
        let ways = Dictionary(grouping: year) { $0.trieBits & 0xFFF }
        #expect(ways.count > 3000)
        #expect(ways.values.allSatisfy { $0.count < 32 })
    }

    @Test func `an empty map has nothing to give`() {
        let map = TrieMap<String, Int>()
        #expect(map["a"] == nil)
        #expect(map.count == 0)
        #expect(Array(map.values).isEmpty)
    }

    @Test func `removing what is not there changes nothing`() {
        var map = TrieMap<String, Int>()
        map["a"] = nil
        map["b"] = 1
        map["c"] = nil
        #expect(map.count == 1)
    }
}
