import Foundation
import Testing

@testable import ArenaCore

struct StringNormalisedTests {
    // The two may know different versions of Unicode, which add letters to other scripts.
    @Test(arguments: [0x20...0x52F, 0x1E00...0x214F] as [ClosedRange<UInt32>])
    func `Latin, Greek and Cyrillic have the normal forms that Foundation gives them`(
        values: ClosedRange<UInt32>
    ) {
        let scalars = values.compactMap { Unicode.Scalar($0) }
            .filter { $0.properties.generalCategory != .unassigned }
        for scalar in scalars {
            let text = "a\(scalar)\u{30A}"
            let isSame =
                text.composed.unicodeScalars.elementsEqual(
                    text.precomposedStringWithCanonicalMapping.unicodeScalars)
                && text.decomposed.unicodeScalars.elementsEqual(
                    text.decomposedStringWithCanonicalMapping.unicodeScalars)
            #expect(isSame, "\(scalar.escaped(asASCII: true))")
        }
    }
}
