@echo off
rem Runs the Maven that .mvn\wrapper\maven-wrapper.properties names, and downloads it the first time.
rem Needs a JDK of 17 or later and nothing else.
setlocal

set "JAVA_EXE=java.exe"
if defined JAVA_HOME set "JAVA_EXE=%JAVA_HOME%\bin\java.exe"

rem The wrapper itself tells 9 to 16 apart; what is older or has no compiler could not even start it.
"%JAVA_EXE%" --describe-module jdk.compiler >nul 2>&1
if errorlevel 1 goto noJdk

"%JAVA_EXE%" "-Dmaven.multiModuleProjectDirectory=%~dp0." "%~dp0.mvn\wrapper\MavenWrapper.java" %*
exit /b %ERRORLEVEL%

:noJdk
echo mvnw: "%JAVA_EXE%" is no JDK of 17 or later 1>&2
echo mvnw: install a JDK of 17 or later and let JAVA_HOME or the PATH name it 1>&2
exit /b 1
