//! The memory of processes, as Linux tells it.

use std::fs;
use std::time::{Duration, Instant};

use tokio::time::sleep;

/// How many times the memory is looked at.
const SAMPLES: usize = 60;

/// The resident memory of one process over time, in kB.
pub(crate) struct Memory {
    process: u32,
    samples: Vec<u64>,
}

impl Memory {
    /// Looks at processes until the end, in steps of equal length.
    pub(crate) async fn watch(processes: &[u32], end: Instant, report: impl Fn()) -> Vec<Memory> {
        let new = |&process| Memory { process, samples: Vec::new() };
        let mut all: Vec<Memory> = processes.iter().map(new).collect();
        let step = end.saturating_duration_since(Instant::now()) / SAMPLES as u32;
        for _ in 0..SAMPLES {
            sleep(step.max(Duration::from_millis(1))).await;
            report();
            all.iter_mut().for_each(Memory::sample);
        }
        all
    }

    fn sample(&mut self) {
        let kilobytes = resident(self.process).unwrap_or_default();
        println!("  process {}: {kilobytes} kB", self.process);
        self.samples.push(kilobytes);
    }

    /// Whether the last third needs at most a tenth more than the second. The first third does not count,
    /// because the server fills; the tenth is for gaps that the allocator leaves. A process that is gone
    /// has no memory.
    pub(crate) fn is_flat(&self) -> bool {
        let (before, after) = (self.most_of_third(1), self.most_of_third(2));
        println!("process {}: at most {before} kB, then at most {after} kB", self.process);
        !self.samples.contains(&0) && after <= before + before / 10
    }

    fn most_of_third(&self, third: usize) -> u64 {
        let samples = self.samples.chunks(SAMPLES / 3).nth(third).unwrap_or_default();
        samples.iter().copied().max().unwrap_or_default()
    }
}

/// The line `VmRSS:    14044 kB`; none if the process is gone.
fn resident(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let size = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    size.trim().strip_suffix(" kB")?.parse().ok()
}
