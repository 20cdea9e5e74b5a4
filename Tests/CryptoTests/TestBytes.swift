/// `count` bytes without a short period, the same in every run.
func patterned(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 131 &+ ($0 >> 8) &* 17 &+ 7) }
}
