// The standard library's own normal forms: Foundation would cost each start milliseconds and
// megabytes for these two functions.
@_spi(_Unicode) import Swift

extension String {
    /// Normalisation form C (UAX #15): accents and their letters as one scalar where there is one.
    var composed: String { Self(scalars: _nfc) }

    /// Normalisation form D (UAX #15): accents behind their letters.
    var decomposed: String { Self(scalars: _nfd) }

    private init(scalars: some Sequence<Unicode.Scalar>) {
        self.init()
        unicodeScalars.append(contentsOf: scalars)
    }
}
