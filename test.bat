@echo off
rem Prepares everything on a fresh PC and runs every check; the exit code is that of the first one that fails.
rem   test.bat [ARG...]  the arguments go to pytest
rem   test.bat --setup   only prepares
setlocal
chcp 65001 >nul
cd /d "%~dp0"
call installer\prepare.bat dev
if errorlevel 1 exit /b 1
if "%~1"=="--setup" (
  echo 準備ができました。 1>&2
  exit /b 0
)

set "RESULT=0"
set "QT_QPA_PLATFORM=offscreen"
set "PYTHONFAULTHANDLER=1"
set "PYTHONUTF8=1"
call :check .venv\Scripts\python.exe -m ruff check .
call :check .venv\Scripts\python.exe -m ruff format --check .
call :check .venv\Scripts\python.exe -m mypy
call :check .venv\Scripts\lint-imports.exe
call :check .venv\Scripts\python.exe -m pytest -n 2 %*
exit /b %RESULT%

:check
%*
set "CODE=%errorlevel%"
echo -- %*: 終了コード %CODE% 1>&2
if "%RESULT%"=="0" set "RESULT=%CODE%"
exit /b 0
