import Synchronization

/// Random bytes from the kernel for callers that often need a few: they are drawn many at once, for
/// asking costs more than making them. No byte is given twice.
public final class RandomReserve: Sendable {
    private static let drawnCount = 4096

    private struct Reserve {
        var bytes: [UInt8] = []
        /// How many are left, at the end.
        var count = 0
    }

    private let reserve = Mutex(Reserve())

    /// An empty one.
    public init() {}

    /// `count` random bytes, as good as those of `SystemRandom`; from any thread.
    public func take(_ count: Int) -> [UInt8] {
        guard count <= Self.drawnCount / 8 else { return SystemRandom.bytes(count) }
        return reserve.withLock { reserve in
            if reserve.count < count {
                reserve.bytes = SystemRandom.bytes(Self.drawnCount)
                reserve.count = Self.drawnCount
            }
            let start = reserve.bytes.count - reserve.count
            reserve.count -= count
            return reserve.bytes.withUnsafeBufferPointer { Array($0[start..<start + count]) }
        }
    }
}
