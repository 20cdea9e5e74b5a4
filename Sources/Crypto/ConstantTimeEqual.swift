/// Whether two secrets are equal, in a time that depends on their length only.
///
/// Secrets of different lengths are unequal at once: the length is taken to be public.
public func constantTimeEqual(_ left: [UInt8], _ right: [UInt8]) -> Bool {
    guard left.count == right.count else { return false }
    var difference: UInt8 = 0
    for index in left.indices {
        difference |= left[index] ^ right[index]
    }
    return difference == 0
}
