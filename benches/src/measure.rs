//! Ratios of times, measured side by side.
//!
//! Contenders take turns, a batch each, many rounds long; a ratio compares batches of the same round.
//! So a neighbour that slows the machine down slows all contenders down.

use std::hint::black_box;
use std::time::{Duration, Instant};

const ROUNDS: usize = 301;
const BATCH: Duration = Duration::from_micros(100);

/// One way to do a piece of work, which may be repeated.
pub struct Contender<'w>(Box<dyn FnMut(usize) + 'w>);

impl<'w> Contender<'w> {
    /// Works through all `inputs`. Building and dropping the results is part of the work.
    pub fn new<I, T>(inputs: &'w [I], work: impl Fn(&'w I) -> T + 'w) -> Self {
        Contender(Box::new(move |repeats| {
            for _ in 0..repeats {
                for input in inputs {
                    black_box(work(black_box(input)));
                }
            }
        }))
    }

    fn time(&mut self, repeats: usize) -> Duration {
        let start = Instant::now();
        self.0(repeats);
        start.elapsed()
    }

    /// How often the work fits into a batch.
    fn repeats(&mut self) -> usize {
        let once = (0..10).map(|_| self.time(1)).min().unwrap_or(BATCH);
        1.max((BATCH.as_nanos() / once.as_nanos().max(1)) as usize)
    }
}

/// What was measured of one contender.
pub struct Measured {
    /// The time of one piece of work, in nanoseconds.
    pub time: f64,
    /// The same as a multiple of the first contender's.
    pub ratio: f64,
}

/// Medians over all rounds, in the contenders' order.
pub fn measure(contenders: &mut [Contender<'_>]) -> Vec<Measured> {
    let repeats: Vec<_> = contenders.iter_mut().map(Contender::repeats).collect();
    let mut times = vec![Vec::with_capacity(ROUNDS); contenders.len()];
    for round in 0..ROUNDS {
        for turn in 0..contenders.len() {
            let i = (round + turn) % contenders.len();
            let time = contenders[i].time(repeats[i]);
            times[i].push(time.as_nanos() as f64 / repeats[i] as f64);
        }
    }
    let measured = |own: &Vec<f64>| Measured {
        time: median(own.iter().copied()),
        ratio: median(own.iter().zip(&times[0]).map(|(time, base)| time / base)),
    };
    times.iter().map(measured).collect()
}

fn median(numbers: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<_> = numbers.collect();
    sorted.sort_by(f64::total_cmp);
    sorted[sorted.len() / 2]
}
