//! Work in parallel, results in the order of the input, a bounded number of items under way.

use rayon::ThreadPool;
use std::sync::mpsc::{Receiver, sync_channel};

/// Items under way for each thread. Enough that one long document does not leave the others idle.
const QUEUE: usize = 4;

/// Takes items from `source`, maps them with `work` on the threads of `pool` and hands the results to
/// `sink` on the calling thread, in the order of the items. Without a pool all of it happens on the
/// calling thread. At most four results a thread are held; a slow sink stops the source.
///
/// # Errors
/// The first error of `sink`; nothing is taken from `source` after it.
pub(crate) fn ordered<I, O, E>(
    pool: Option<&ThreadPool>,
    mut source: impl FnMut() -> Option<I> + Send,
    work: impl Fn(I) -> O + Sync,
    mut sink: impl FnMut(O) -> Result<(), E>,
) -> Result<(), E>
where
    I: Send,
    O: Send,
{
    let Some(pool) = pool else {
        while let Some(item) = source() {
            sink(work(item))?;
        }
        return Ok(());
    };
    let bound = QUEUE * pool.current_num_threads();
    let work = &work;
    pool.in_place_scope(|tasks| {
        let (queue, results) = sync_channel::<Receiver<O>>(bound);
        std::thread::scope(|threads| {
            threads.spawn(move || {
                while let Some(item) = source() {
                    let (done, result) = sync_channel(1);
                    if queue.send(result).is_err() {
                        break;
                    }
                    tasks.spawn(move |_| {
                        // nobody waits for a result after an error of the sink
                        let _ = done.send(work(item));
                    });
                }
            });
            for result in results {
                // a task that panicked has no result; the scope passes the panic on
                let Ok(result) = result.recv() else { break };
                sink(result)?;
            }
            Ok(())
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    fn pool(threads: usize) -> ThreadPool {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap()
    }

    #[test]
    fn results_come_in_order_whatever_takes_long() {
        let slow = |n: u64| {
            std::thread::sleep(Duration::from_micros(if n.is_multiple_of(7) { 900 } else { 10 }));
            n * n
        };
        for pool in [None, Some(pool(1)), Some(pool(3))] {
            let mut items = 0..200;
            let mut out = Vec::new();
            ordered(
                pool.as_ref(),
                || items.next(),
                slow,
                |n| {
                    out.push(n);
                    Ok::<_, ()>(())
                },
            )
            .unwrap();
            assert!(out.iter().copied().eq((0..200).map(|n| n * n)));
        }
    }

    #[test]
    fn an_error_of_the_sink_stops_the_source() {
        let taken = AtomicUsize::new(0);
        let source = || Some(taken.fetch_add(1, Ordering::Relaxed));
        let sink = |n: usize| if n == 5 { Err("full") } else { Ok(()) };
        assert_eq!(ordered(Some(&pool(2)), source, |n| n, sink), Err("full"));
        assert!(taken.load(Ordering::Relaxed) <= 5 + 2 * QUEUE + 3, "{taken:?}");
    }
}
