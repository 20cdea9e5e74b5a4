import ArenaCore
import Testing

struct NationalIdentityNumberTests {
    @Test(arguments: [
        "15108695088", "Født: 15108695088.", "151086 95088", "(151086 95088)", "x15108695088y",
        "12 15108695088", "123456 151086 95088", "æ15108695088",
    ])
    func `a national identity number is found`(_ text: String) {
        #expect(NationalIdentityNumber.occurs(in: text))
    }

    @Test(arguments: [
        "", "15108695089", "15108695078", "151086 9508", "151086  95088", "1510869508",
        "151086950880", "915108695088", "151086-95088", "00000000000", "974760673", "99108695088",
        "tlf 22 33 44 55", "151086 950880",
    ])
    func `other digits are left alone`(_ text: String) {
        #expect(!NationalIdentityNumber.occurs(in: text))
    }

    @Test func `every number with a plausible day and right check digits is found`() {
        for day in 0...99 {
            for serial in stride(from: 0, to: 1000, by: 137) {
                guard let number = complete(day: day, serial: serial) else { continue }
                let isPlausible = (1...31).contains(day) || (41...71).contains(day)
                #expect(NationalIdentityNumber.occurs(in: "nr \(number)") == isPlausible)
            }
        }
    }

    // The check digits by their definition: both weighted sums are whole multiples of 11.
    private func complete(day: Int, serial: Int) -> String? {
        let digits = [day / 10, day % 10, 1, 0, 8, 6, serial / 100, serial / 10 % 10, serial % 10]
        let first = zip([3, 7, 6, 1, 8, 9, 4, 5, 2], digits).reduce(0) { $0 + $1.0 * $1.1 }
        guard let tenth = (0...9).first(where: { (first + $0) % 11 == 0 }) else { return nil }
        let second = zip([5, 4, 3, 2, 7, 6, 5, 4, 3, 2], digits + [tenth])
            .reduce(0) { $0 + $1.0 * $1.1 }
        guard let last = (0...9).first(where: { (second + $0) % 11 == 0 }) else { return nil }
        return (digits + [tenth, last]).map(String.init).joined()
    }
}
