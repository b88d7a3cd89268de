resource virtualMachine 'Microsoft.Compute/virtualMachines@2023-09-01' = {
  name: 'example'
  location: 'westeurope'
  properties: {
    securityProfile: {
      encryptionAtHost: false
    }
  }
}
