import Testing

@testable import Telemetry

struct ExpositionTextTests {
    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (1, "1"), (0.005, "0.005"), (2.5, "2.5"), (-3, "-3"),
        (1e300, "1e+300"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
        (1_767_225_600.25, "1767225600.25"),
    ])
    func `numbers are written as the format wants them`(value: Double, expected: String) {
        #expect(ExpositionText.number(value) == expected)
    }
}
