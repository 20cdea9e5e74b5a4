import Dispatch
import Synchronization
import Testing

@testable import Crypto

struct RandomReserveTests {
    @Test func `as many bytes come as were asked for`() {
        let reserve = RandomReserve()
        for count in [0, 1, 24, 511, 512, 513, 5000, 24] {
            #expect(reserve.take(count).count == count)
        }
    }

    @Test func `no byte is given twice, whoever asks`() {
        let reserve = RandomReserve()
        let seen = Mutex<Set<[UInt8]>>([])
        // Enough for the reserve to be filled many times.
        DispatchQueue.concurrentPerform(iterations: 4) { _ in
            let taken = (0..<2000).map { _ in reserve.take(24) }
            seen.withLock { $0.formUnion(taken) }
        }
        #expect(seen.withLock { $0.count } == 8000)
    }
}
