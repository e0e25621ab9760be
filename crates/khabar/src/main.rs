//! The program `khabar`.

use clap::Parser;
use khabar::{Cli, Command, Error, ErrorKind, Interrupt, Outcome, Result};
use std::io::{self, BufReader, Stdout, Write};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

fn main() -> ExitCode {
    khabar::quiet_guarded_panics();
    match dispatch(Cli::parse().command) {
        Ok(outcome) => ExitCode::from(outcome.status()),
        Err(e) => {
            eprintln!("khabar: {e}");
            ExitCode::from(2)
        }
    }
}

fn dispatch(command: Command) -> Result<Outcome> {
    match command {
        Command::Run(args) => {
            let plan = args.plan()?;
            let interrupt = Interrupt::listen(|| {}).map_err(no_signals)?;
            khabar::run(&plan, &interrupt)
        }
        Command::Pipe(args) => {
            let file = args.analysis.file()?;
            let output = Arc::new(Mutex::new(Answers(io::stdout())));
            stop_between_lines(Arc::clone(&output))?;
            let input = BufReader::with_capacity(128 << 10, io::stdin());
            khabar::pipe(&args.analysis.resolve(&file), args.analysis.threads(&file), input, &output)
        }
        Command::Normalize(args) => khabar::normalize(&args),
        Command::Tag(args) => khabar::tag(&args),
        Command::Eval(args) => khabar::eval(&args),
        Command::Train(args) => khabar::train(&args),
    }
}

/// Standard output that ends the program quietly when nobody reads any more: another thread may be
/// waiting for input that never comes.
struct Answers(Stdout);

impl Write for Answers {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes).inspect_err(end_quietly)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush().inspect_err(end_quietly)
    }
}

fn end_quietly(e: &io::Error) {
    if e.kind() == io::ErrorKind::BrokenPipe {
        std::process::exit(i32::from(Outcome::Done.status()));
    }
}

/// Ctrl-C ends `pipe` when no line is half written.
fn stop_between_lines(output: Arc<Mutex<Answers>>) -> Result<()> {
    let stop = move || {
        let _whole_lines = output.lock();
        std::process::exit(i32::from(Outcome::Interrupted.status()));
    };
    Interrupt::listen(stop).map(|_| ()).map_err(no_signals)
}

fn no_signals(e: impl std::error::Error + Send + Sync + 'static) -> Error {
    Error::new(ErrorKind::Io, format!("could not listen for Ctrl-C: {e}")).caused_by(e)
}
