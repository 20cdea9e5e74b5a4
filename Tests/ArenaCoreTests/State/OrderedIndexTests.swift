import ArenaCore
import Testing

struct OrderedIndexTests {
    @Test(arguments: [UInt64(1), 2, 3])
    func `it holds what a sorted array holds, and copies stay as they were`(_ seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var index = OrderedIndex<Int>()
        var plain: [Int] = []
        var copies: [(OrderedIndex<Int>, [Int])] = []
        var wrong = 0
        for step in 0..<12_000 {
            // Rising runs, since that is how keys mostly come, and scattered ones between.
            let key = random.below(3) == 0 ? random.below(20_000) : step * 2
            let place = plain.firstIndex { $0 >= key } ?? plain.count
            let isThere = place < plain.count && plain[place] == key
            let isShrinking = step > 8000
            if random.below(3) < (isShrinking ? 2 : 1) {
                let gone = isShrinking && !plain.isEmpty ? plain[random.below(plain.count)] : key
                index.remove(gone)
                plain.removeAll { $0 == gone }
            } else if !isThere {
                index.insert(key)
                plain.insert(key, at: place)
            }
            if index.count != plain.count { wrong += 1 }
            if step % 1500 == 0 {
                check(index, plain, edges: (0..<6).map { _ in random.below(25_000) - 100 })
                copies.append((index, plain))
            }
        }
        #expect(wrong == 0)
        for (index, plain) in copies { check(index, plain, edges: [0, 1, 5000, 30_000]) }
    }

    private func check(_ index: OrderedIndex<Int>, _ plain: [Int], edges: [Int]) {
        #expect(Array(index.ascending()) == plain)
        #expect(Array(index.descending()) == plain.reversed())
        for edge in edges + plain.prefix(3) + plain.suffix(3) {
            #expect(Array(index.ascending(above: edge)) == plain.filter { $0 > edge })
            #expect(Array(index.descending(below: edge)) == plain.filter { $0 < edge }.reversed())
        }
    }

    @Test func `a large one keeps its order, however the keys come`() {
        var random = SeededGenerator(seed: 8)
        let rising = Array(0..<100_000)
        var scattered = rising
        for place in scattered.indices.reversed() {
            scattered.swapAt(place, random.below(place + 1))
        }
        for keys in [rising, rising.reversed(), scattered] {
            var index = OrderedIndex<Int>()
            for key in keys { index.insert(key) }
            let whole = index
            check(index, rising, edges: [-1, 32_767, 32_768, 50_000, 100_001])
            #expect([0, 1, 32_768, 77_777].map(index.count(below:)) == [0, 1, 32_768, 77_777])
            for key in keys where key % 7 != 0 { index.remove(key) }
            check(index, rising.filter { $0 % 7 == 0 }, edges: [0, 6, 50_001])
            #expect(index.count(below: 70_000) == 10_000)
            #expect(whole.count == 100_000)
            check(whole, rising, edges: [99_999])
        }
    }

    @Test func `an index emptied is empty`() {
        var index = OrderedIndex<Int>()
        for key in 0..<2000 { index.insert(key) }
        for key in (0..<2000).reversed() { index.remove(key) }
        index.remove(5)
        #expect(index.count == 0)
        #expect(Array(index.ascending()).isEmpty)
        #expect(Array(index.descending()).isEmpty)
        index.insert(3)
        #expect(Array(index.ascending()) == [3])
    }
}
